package io.sensorium.worker.decode;

import io.sensorium.event.Embedding;
import io.sensorium.worker.feature.FramePlacement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vector as it is. */
public final class EmbeddingDecoder implements ResultDecoder {
  @Override
  public Embedding decode(float[] row, @Nullable FramePlacement placement) {
    List<Float> values = new ArrayList<>(row.length);
    for (float value : row) {
      values.add(value);
    }
    return new Embedding(values);
  }
}
