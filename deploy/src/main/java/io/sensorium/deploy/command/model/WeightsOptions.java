package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.model.weights.WeightScheme;
import picocli.CommandLine.Option;

/** Options of weights on few bits. */
final class WeightsOptions {
  @Option(
      names = "--bits",
      paramLabel = "8|4|2",
      defaultValue = "4",
      description = "Of a weight; 4 by default. 2 bits are unpacked to floats when loaded.")
  private int bits = 4;

  @Option(
      names = "--block",
      paramLabel = "N",
      defaultValue = "32",
      description = "Weights that share a scale: 16, 32 (default), 64, 128 or 256; not of 2 bits.")
  private int block = 32;

  @Option(
      names = "--asymmetric",
      description = "Give each block a zero point of its own: nearer, and a little larger.")
  private boolean asymmetric;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the choice of the first values of 2 bits; 1 by default.")
  private long seed = 1;

  /**
   * @throws ConfigException where there is no such scheme
   */
  WeightScheme scheme() {
    try {
      return new WeightScheme(bits, block, !asymmetric, seed);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("--bits, --block: " + e.getMessage(), e);
    }
  }
}
