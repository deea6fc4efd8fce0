package io.sensorium.model.sensitivity;

import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the float model says of samples, of as many as there is room for. */
public final class FloatAnswers {
  private static final long MOST_VALUES = 16L << 20;

  private final Function<byte[], OnnxRunner> open;
  private final Samples samples;
  private final Set<String> outputs;
  private final List<Map<String, Numbers>> answers = new ArrayList<>();

  /**
   * @param floats the model in float
   * @param open opens a model given as bytes
   * @param outputs those that count
   * @param most samples
   */
  public FloatAnswers(
      byte[] floats,
      Function<byte[], OnnxRunner> open,
      Samples samples,
      Set<String> outputs,
      int most) {
    this.open = open;
    this.samples = samples;
    this.outputs = Set.copyOf(outputs);
    long values = 0;
    try (OnnxRunner model = open.apply(floats)) {
      for (int i = 0; i < Math.min(most, samples.count()) && values < MOST_VALUES; i++) {
        Map<String, Numbers> answer = model.answer(samples.at(i), this.outputs);
        answers.add(answer);
        values += answer.values().stream().mapToLong(n -> n.values().length).sum();
      }
    }
  }

  OnnxRunner open(byte[] model) {
    return open.apply(model);
  }

  int count() {
    return answers.size();
  }

  Map<String, Numbers> expected(int place) {
    return answers.get(place);
  }

  Map<String, Numbers> found(OnnxRunner model, int place) {
    return model.answer(samples.at(place), outputs);
  }
}
