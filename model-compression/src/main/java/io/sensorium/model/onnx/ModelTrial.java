package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A model against a changed one: size, agreement on random inputs, time. */
public record ModelTrial(long bytesBefore, long bytesAfter, Agreement agreement, Duel duel) {
  private static final int DRAWS = 8;

  /**
   * Runs both on the same random inputs.
   *
   * @param turns timed runs of each
   * @throws OrtException where a model does not load
   */
  public static ModelTrial of(ModelProto before, ModelProto after, RandomInputs random, int turns)
      throws OrtException {
    byte[] old = before.toByteArray();
    byte[] now = after.toByteArray();
    try (TrialModel first = TrialModel.open(old);
        TrialModel second = TrialModel.open(now)) {
      Agreement agreement = new Agreement(0, 0, 0, 1);
      Map<String, Values> inputs = random.draw(first.inputs(), 0);
      for (int seed = 0; seed < DRAWS; seed++) {
        inputs = random.draw(first.inputs(), seed);
        agreement = agreement.and(Agreement.of(first.run(inputs), second.run(inputs)));
      }
      return new ModelTrial(
          old.length, now.length, agreement, Duel.of(first, second, inputs, turns));
    }
  }

  /** For a person to read. */
  public List<String> lines() {
    return List.of(
        String.format(
            Locale.ROOT,
            "size       %,d bytes before, %,d after (%.2f of it)",
            bytesBefore,
            bytesAfter,
            (double) bytesAfter / bytesBefore),
        "agreement  " + agreement.line(),
        "one thread " + duel.line());
  }
}
