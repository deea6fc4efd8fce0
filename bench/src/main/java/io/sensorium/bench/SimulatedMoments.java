package io.sensorium.bench;

import io.sensorium.bench.broker.LocalKafka;
import io.sensorium.config.Durations;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.ingest.publish.Publisher;
import io.sensorium.ingest.replay.Replay;
import io.sensorium.ingest.replay.ReplayOptions;
import io.sensorium.ingest.simulator.SimulatedRecording;
import io.sensorium.ingest.simulator.Simulation;
import io.sensorium.ingest.simulator.SimulatorConfig;
import io.sensorium.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Moments of the simulated smart home, with the payloads that they refer to. */
final class SimulatedMoments {
  private static final int SITES = 8;
  private static final long IN_FLIGHT_BYTES = 32L << 20;

  private SimulatedMoments() {}

  /**
   * Renders a recording, feeds it as fast as Kafka takes it and aligns it.
   *
   * @param wanted about how many moments
   * @return how many there are
   */
  static long fill(LocalKafka local, Path pipeline, int wanted) throws InterruptedException {
    SimulatorConfig config = SimulatorConfig.of("smart-home", SITES);
    Duration span = Duration.ofMillis((long) (wanted * 1e3 / (SITES * config.framesPerSecond())));
    // It ends now, so that no event is ahead of its arrival.
    long startUs = Durations.micros(Instant.now()) - Durations.micros(span);
    Path recording = local.folder().resolve("recording");
    int threads = Runtime.getRuntime().availableProcessors();
    SimulatedRecording.write(new Simulation(config), recording, startUs, span, threads, rows -> {});
    long events;
    try (Publisher publisher =
        Publisher.connect(local.kafka(), IN_FLIGHT_BYTES, new SplittableRandom(1))) {
      ReplayOptions options = ReplayOptions.atRecordedPace().asFastAsPossible().withTimesKept();
      events = Replay.run(options, recording, publisher, progress -> {}).events();
    }
    return align(local, pipeline, events);
  }

  private static long align(LocalKafka local, Path pipeline, long events)
      throws InterruptedException {
    FusionConfig config =
        FusionConfig.of(pipeline, local.kafka()).withStateDir(local.folder().resolve("fusion"));
    try (MomentTail tail = new MomentTail(local.kafka(), Pipeline.read(pipeline).name());
        FusionApplication fusion = FusionApplication.start(config)) {
      // Only the waiting is wanted, not the rate.
      double unused =
          FirstToLast.ofWallClock()
              .rate(
                  () -> fusion.counts().events(),
                  events,
                  () ->
                      tail.visible() >= fusion.counts().moments()
                          && fusion.counts().openMoments() == 0);
      return fusion.counts().moments();
    }
  }
}
