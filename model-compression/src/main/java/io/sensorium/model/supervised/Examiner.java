package io.sensorium.model.supervised;

import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Counts what a model, or the network that it was made of, takes samples for.
 *
 * @param <T> what a sample is before it has features
 */
public record Examiner<T>(Samples<T> samples, int channels, Lesson.Features<T> features) {
  private static final double LARGEST_DIFFERENCE = 1e-3;

  /**
   * Of a network.
   *
   * @param confusion gets the verdicts
   * @return how many of this part are right
   */
  public Share examine(Network network, List<Integer> part, ConfusionMatrix confusion) {
    Pass pass = network.pass(1);
    int right = 0;
    for (int place : part) {
      int target = samples.targets().get(place);
      int answer = highest(scores(network, pass, place));
      confusion.add(target, answer);
      right += answer == target ? 1 : 0;
    }
    return new Share(right, part.size());
  }

  /**
   * Of an exported model.
   *
   * @param input name of the model's input
   * @throws IllegalStateException if a score is not that of the network
   */
  public void examine(
      OnnxRunner model,
      String input,
      Network network,
      List<Integer> part,
      ConfusionMatrix confusion) {
    Pass pass = network.pass(1);
    double largest = 0;
    for (int place : part) {
      Map<String, float[]> outputs = model.run(Map.of(input, row(network, place)));
      float[] scores = outputs.values().iterator().next();
      float[] own = scores(network, pass, place);
      for (int i = 0; i < own.length; i++) {
        largest = Math.max(largest, Math.abs(scores[i] - own[i]));
      }
      confusion.add(samples.targets().get(place), highest(scores));
    }
    // Written so that NaN fails too.
    if (!(largest <= LARGEST_DIFFERENCE)) {
      throw new IllegalStateException(
          "expected the exported model's scores within %s of the network's, found %s apart"
              .formatted(LARGEST_DIFFERENCE, largest));
    }
  }

  private float[] scores(Network network, Pass pass, int place) {
    int units = network.units().size();
    pass.set(0, row(network, place), channels);
    pass.forward(units);
    float[] scores = new float[network.outputs()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = pass.value(units, c, 0);
    }
    return scores;
  }

  private float[] row(Network network, int place) {
    float[] row = new float[network.inputs()];
    features.write(samples.items().get(place), new SplittableRandom(0), row);
    return row;
  }

  private static int highest(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
