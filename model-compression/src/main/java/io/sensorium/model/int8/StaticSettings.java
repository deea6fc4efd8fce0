package io.sensorium.model.int8;

import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.quantize.WeightChoice;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is asked for.
 *
 * @param calibration how activations' ranges are found
 * @param weights how weights become steps
 * @param refinement what is done for accuracy
 * @param exclude names of nodes that stay in float, with {@code *} and {@code ?}
 * @param maxDrop the quality that may be lost, from 0 to 1; none for any
 */
public record StaticSettings(
    Calibration calibration,
    WeightChoice weights,
    Refinement refinement,
    List<String> exclude,
    OptionalDouble maxDrop) {
  /** All layers, from the smallest to the largest value, 8-bit weights by channel. */
  public static final StaticSettings DEFAULT =
      new StaticSettings(
          Calibration.MIN_MAX,
          WeightChoice.DEFAULT,
          Refinement.ALL,
          List.of(),
          OptionalDouble.empty());

  public StaticSettings {
    exclude = List.copyOf(exclude);
  }

  /** The same with another calibration. */
  public StaticSettings calibrated(Calibration other) {
    return new StaticSettings(other, weights, refinement, exclude, maxDrop);
  }

  /** The same with any loss allowed. */
  StaticSettings unbounded() {
    return new StaticSettings(calibration, weights, refinement, exclude, OptionalDouble.empty());
  }
}
