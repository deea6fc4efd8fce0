package io.sensorium.worker.decode;

import io.sensorium.event.Classification;
import io.sensorium.event.Score;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.repository.OutputDescription.Activation;
import io.sensorium.worker.tensor.ModelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores of labels. Without labels, the place in the row is the label. */
public final class ClassificationDecoder implements ResultDecoder {
  private final List<String> labels;
  private final Activation activation;

  public ClassificationDecoder(List<String> labels, Activation activation) {
    this.labels = List.copyOf(labels);
    this.activation = activation;
  }

  @Override
  public Classification decode(float[] row, @Nullable FramePlacement placement) {
    float[] scores = scores(row);
    List<Score> named = new ArrayList<>(scores.length);
    for (int i = 0; i < scores.length; i++) {
      named.add(new Score(labels.isEmpty() ? Integer.toString(i) : labels.get(i), scores[i]));
    }
    named.sort((a, b) -> Float.compare(b.getScore(), a.getScore()));
    return new Classification(named);
  }

  @Override
  public boolean scored() {
    return true;
  }

  @Override
  public float[] scores(float[] row) {
    if (!labels.isEmpty() && labels.size() != row.length) {
      throw new ModelException(
          "classification",
          "a score for each of " + labels.size() + " labels",
          row.length + " values",
          "Correct the labels file or choose another output");
    }
    float[] scores = Activations.apply(activation, row);
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new ModelException(
            "classification", "finite scores", "" + score, "Check the model and its features");
      }
    }
    return scores;
  }
}
