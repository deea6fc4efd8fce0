package io.sensorium.ingest.simulator;

import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import io.sensorium.ingest.scene.catalogue.Scenarios;
import java.time.Duration;

/**
 * Simulated sites. What a configuration file leaves out has the default given here.
 *
 * @param scenario one of {@link Scenarios#names()}; by default the first
 * @param sites how many, from 1; by default 1
 * @param seed of everything that is random; by default 1
 * @param framesPerSecond of each camera, up to 30; by default 5
 * @param chunk span of a chunk of sound, from 20 ms to 2 s in whole milliseconds; by default 500 ms
 * @param speed how many times faster than real time; by default 1
 * @param faults what goes wrong on the way
 */
public record SimulatorConfig(
    String scenario,
    Integer sites,
    Long seed,
    Double framesPerSecond,
    Duration chunk,
    Double speed,
    Faults faults) {
  private static final String DEFAULT = Scenarios.names().get(0);
  private static final Integer SITES = 1;
  private static final Long SEED = 1L;
  private static final Double FRAMES = 5.0;
  private static final Double SPEED = 1.0;
  private static final Duration CHUNK = Duration.ofMillis(500);

  public SimulatorConfig {
    scenario = scenario == null ? DEFAULT : scenario;
    sites = sites == null ? SITES : sites;
    seed = seed == null ? SEED : seed;
    framesPerSecond = framesPerSecond == null ? FRAMES : framesPerSecond;
    chunk = chunk == null ? CHUNK : chunk;
    speed = speed == null ? SPEED : speed;
    faults = faults == null ? Faults.usual() : faults;
    require(Scenarios.names().contains(scenario), "scenario out of " + Scenarios.names(), scenario);
    require(sites >= 1 && sites <= 10_000, "sites from 1 to 10000", sites);
    require(
        framesPerSecond > 0 && framesPerSecond <= 30,
        "frames-per-second above 0, up to 30",
        framesPerSecond);
    require(speed > 0 && speed <= 1_000, "speed above 0, up to 1000", speed);
    long chunkUs = Durations.micros(chunk);
    require(
        chunkUs >= 20_000 && chunkUs <= 2_000_000 && chunkUs % 1_000 == 0,
        "chunk from 20ms to 2s in whole milliseconds",
        chunk.toMillis() + "ms");
  }

  /** Everything but scenario and number of sites at its default. */
  public static SimulatorConfig of(String scenario, int sites) {
    return new SimulatorConfig(scenario, sites, SEED, FRAMES, CHUNK, SPEED, Faults.usual());
  }

  public SimulatorConfig withSeed(long other) {
    return new SimulatorConfig(scenario, sites, other, framesPerSecond, chunk, speed, faults);
  }

  public SimulatorConfig withFaults(Faults other) {
    return new SimulatorConfig(scenario, sites, seed, framesPerSecond, chunk, speed, other);
  }

  public SimulatorConfig withSpeed(double other) {
    return new SimulatorConfig(scenario, sites, seed, framesPerSecond, chunk, other, faults);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new ConfigException("expected " + expected + ", found " + found);
    }
  }
}
