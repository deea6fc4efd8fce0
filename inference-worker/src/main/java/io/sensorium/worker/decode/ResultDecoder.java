package io.sensorium.worker.decode;

import io.sensorium.worker.feature.FramePlacement;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One row of a model's output to the result of a prediction. Implementations are thread-safe. */
public interface ResultDecoder {
  /**
   * @param row the output of one moment
   * @param placement where the frame stands in the model's image; null where the model has none
   * @throws io.sensorium.worker.tensor.ModelException if the row is not what the model promised
   */
  SpecificRecord decode(float[] row, @Nullable FramePlacement placement);

  /**
   * The score of every label, in the labels' order, for comparing rows; empty where the result has
   * no such scores.
   */
  default float[] scores(float[] row) {
    return new float[0];
  }

  /** Whether results have a score for every label. */
  default boolean scored() {
    return false;
  }
}
