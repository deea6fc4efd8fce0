package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.int8.Refinement;
import io.sensorium.model.int8.StaticSettings;
import io.sensorium.model.quantize.WeightChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of static quantization. */
final class StaticOptions {
  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description =
          "Samples to calibrate and to measure with: .npy files; for a model of a repository also"
              + " pictures, WAV or text files, or a recording.")
  @Nullable Path samples;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description =
          "In place of --samples, for a model of a repository: the newest events of a topic, such as"
              + " camera.frames; see --bootstrap.")
  @Nullable String topic;

  @Option(
      names = "--max-samples",
      paramLabel = "N",
      defaultValue = "200",
      description = "Take no more, spread over all there are (default 200).")
  int maxSamples = 200;

  @Option(
      names = "--calibration",
      paramLabel = "METHOD",
      defaultValue = "min-max",
      description =
          "min-max (default), percentile, entropy or least-squares; or best: each in turn, and the one"
              + " that keeps most quality.")
  private String calibration = "min-max";

  @Option(
      names = "--percentile",
      paramLabel = "P",
      defaultValue = "99.99",
      description = "Of the values' magnitudes that percentile keeps (default 99.99).")
  private double percentile = 99.99;

  @Option(names = "--per-tensor", description = "One scale for all channels of a weight.")
  private boolean perTensor;

  @Option(
      names = "--weight-bits",
      paramLabel = "8|7",
      defaultValue = "8",
      description = "7 for processors without VNNI (default 8).")
  private int weightBits = 8;

  @Option(
      names = "--no-equalization",
      description = "Leave the ranges of channels as they are; see docs/quantization.md.")
  private boolean unequalized;

  @Option(
      names = "--no-bias-correction",
      description = "Leave biases as they are; see docs/quantization.md.")
  private boolean uncorrected;

  @Option(
      names = "--exclude",
      paramLabel = "NODE",
      description = "Leave nodes in float; * and ? stand for characters; may be repeated.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--max-drop",
      paramLabel = "1%",
      description = "Leave the worst layers in float until no more quality than that is lost.")
  private @Nullable String maxDrop;

  @Option(
      names = "--measure",
      paramLabel = "MEASURE",
      description =
          "likeness of the outputs, or label: the same best one (default for classification); or task:"
              + " accuracy or average precision on --labelled samples (default with these).")
  @Nullable String measure;

  @Option(
      names = "--labelled",
      paramLabel = "DIR",
      description =
          "Labelled samples as 'evaluate' takes them, on which no more than --max-drop may be lost;"
              + " others than --samples.")
  @Nullable Path labelled;

  /** Whether weights leave a bit unused. */
  boolean reduced() {
    return weightBits == 7;
  }

  /** Patterns of the names of nodes that stay in float. */
  List<String> excluded() {
    return exclude;
  }

  /** All that was asked for, with the first of the calibrations. */
  StaticSettings settings() {
    if (weightBits != 7 && weightBits != 8) {
      throw new ConfigException(
          "--weight-bits: expected 8 or 7, found " + weightBits + ". Correct it.");
    }
    return new StaticSettings(
        calibrations().get(0),
        new WeightChoice(weightBits, !perTensor),
        new Refinement(!unequalized, !uncorrected),
        exclude,
        drop());
  }

  /** Those that are to be tried; one, where one was named. */
  List<Calibration> calibrations() {
    return switch (calibration) {
      case "best" ->
          List.of(
              Calibration.MIN_MAX, Calibration.LEAST_SQUARES, percentile(), Calibration.ENTROPY);
      case "min-max" -> List.of(Calibration.MIN_MAX);
      case "entropy" -> List.of(Calibration.ENTROPY);
      case "least-squares" -> List.of(Calibration.LEAST_SQUARES);
      case "percentile" -> List.of(percentile());
      default ->
          throw new ConfigException(
              "--calibration: expected min-max, percentile, entropy, least-squares or best, found '"
                  + calibration
                  + "'. Correct it.");
    };
  }

  private Calibration percentile() {
    if (!(percentile > 50 && percentile <= 100)) {
      throw new ConfigException(
          "--percentile: expected more than 50 and at most 100, found " + percentile + ".");
    }
    return Calibration.percentile(percentile / 100);
  }

  private OptionalDouble drop() {
    if (maxDrop == null) {
      return OptionalDouble.empty();
    }
    try {
      boolean percent = maxDrop.endsWith("%");
      double number =
          Double.parseDouble(percent ? maxDrop.substring(0, maxDrop.length() - 1) : maxDrop);
      double share = percent ? number / 100 : number;
      if (share >= 0 && share < 1) {
        return OptionalDouble.of(share);
      }
    } catch (NumberFormatException notOne) {
      // Said below.
    }
    throw new ConfigException(
        "--max-drop: expected a share as 1% or 0.01, found '" + maxDrop + "'. Correct it.");
  }
}
