package io.sensorium.model.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.sensorium.model.graph.Numbers;
import java.util.Map;

/**
 * A model against a changed one on random inputs.
 *
 * @param agreement over several draws
 * @param sample one of them
 */
public record ModelTrial(Agreement agreement, Map<String, Numbers> sample) {
  private static final int DRAWS = 8;

  public ModelTrial {
    sample = Map.copyOf(sample);
  }

  /**
   * Runs both on the same random inputs.
   *
   * @throws OrtException where a model does not load
   */
  public static ModelTrial of(ModelProto before, ModelProto after, RandomInputs random)
      throws OrtException {
    try (OnnxModel first = OnnxModel.open(before.toByteArray());
        OnnxModel second = OnnxModel.open(after.toByteArray())) {
      Agreement agreement = new Agreement(0, 0, 0, 1);
      Map<String, Numbers> inputs = Map.of();
      for (int seed = 0; seed < DRAWS; seed++) {
        inputs = random.draw(first.inputs(), seed);
        agreement = agreement.and(Agreement.of(first.answer(inputs), second.answer(inputs)));
      }
      return new ModelTrial(agreement, inputs);
    }
  }
}
