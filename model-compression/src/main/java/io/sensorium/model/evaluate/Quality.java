package io.sensorium.model.evaluate;

import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.Calibration;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** How well a model did, by its task. */
public sealed interface Quality {
  /** The one number that says most: accuracy, or mean average precision. From 0 to 1. */
  double headline();

  /**
   * Of classes.
   *
   * @param calibration null where scores are no probabilities: some lie outside 0 to 1
   * @param topFive how often the right class is among the five highest; null with five or fewer
   * @param right the places of the samples that it got right
   */
  record OfClasses(
      ConfusionMatrix confusion,
      @Nullable Calibration calibration,
      @Nullable Share topFive,
      BitSet right)
      implements Quality {
    @Override
    public double headline() {
      return confusion.accuracy().value();
    }
  }

  /** Of boxes. */
  record OfBoxes(AveragePrecision precision) implements Quality {
    @Override
    public double headline() {
      return precision.mean();
    }
  }
}
