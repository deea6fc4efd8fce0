package io.sensorium.model.transfer;

import io.sensorium.model.graph.Numbers;
import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.prepare.UnfitModelException;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Samples as a body sees them.
 *
 * @param rows features of each
 * @param targets the class of each
 */
public record Embeddings(List<float[]> rows, List<Integer> targets) {
  public Embeddings {
    rows = List.copyOf(rows);
    targets = List.copyOf(targets);
  }

  /**
   * Runs a body over samples.
   *
   * @throws UnfitModelException if it does not give one row of numbers for a sample
   */
  public static Embeddings of(
      Body body, OnnxRunner runner, Samples samples, List<Integer> targets) {
    List<float[]> rows = new ArrayList<>();
    for (Map<String, Numbers> sample : samples) {
      Numbers answer = runner.answer(sample, Set.of(body.features())).get(body.features());
      float[] row = answer == null ? new float[0] : answer.values();
      boolean fits = row.length > 0 && (rows.isEmpty() || rows.get(0).length == row.length);
      if (answer == null || !fits) {
        throw new UnfitModelException(
            "as many features of each sample",
            row.length + " of sample " + rows.size(),
            "Cut at another tensor, or give samples of one size");
      }
      if (!answer.finite()) {
        throw new UnfitModelException(
            "finite features of each sample",
            "NaN or infinity in those of sample " + rows.size(),
            "Leave the sample out, or cut at another tensor");
      }
      rows.add(row);
    }
    return new Embeddings(rows, targets);
  }

  /** Values of a row. */
  public int width() {
    return rows.get(0).length;
  }

  Embeddings part(List<Integer> places) {
    return new Embeddings(
        places.stream().map(rows::get).toList(), places.stream().map(targets::get).toList());
  }

  /**
   * To learn from.
   *
   * @param least examples; fewer samples come round again
   */
  Examples examples(int least) {
    int count = Math.max(least, rows.size());
    return new Examples() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public int target(int index) {
        return targets.get(index % targets.size());
      }

      @Override
      public int channels() {
        return width();
      }

      @Override
      public void write(int index, RandomGenerator random, float[] input) {
        System.arraycopy(rows.get(index % rows.size()), 0, input, 0, width());
      }
    };
  }
}
