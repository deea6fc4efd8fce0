package io.sensorium.model.half;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.onnx.Agreement;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.onnx.RandomInputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealModelsInHalfTest {
  @ParameterizedTest
  @CsvSource({
    "dnsmos/DNSMOS/DNSMOS/model_v8.onnx, 0.52, 0.01",
    "gtcrn/stream/onnx_models/gtcrn_simple.onnx, 0.82, 0.05",
    "magika/assets/models/standard_v3_3/model.onnx, 0.52, 0.02",
    "nanodet/model/nanodet_m_320.onnx, 0.52, 0.05",
    "silero-vad/src/silero_vad/data/silero_vad_16k_op15.onnx, 0.75, 0.05",
    "yunet/onnx/yunet_n_320_320.onnx, 0.55, 0.08"
  })
  void modelsOfOthersShrinkAndKeepWhatTheySay(String file, double size, double difference)
      throws Exception {
    String data = System.getenv("SENSORIUM_DATA");
    assumeTrue(data != null, "SENSORIUM_DATA is not set: no models of others");
    ModelProto model = ConstantForm.of(OnnxFile.read(Path.of(data, "onnx-models", file)));

    ModelProto half = HalfConversion.convert(model, GraphValues.of(model), Set.of(), false).model();

    assertThat(half.toByteArray().length).isLessThan((int) (size * model.toByteArray().length));
    assertThat(agreement(model, half).difference()).isLessThan(difference);
  }

  private static Agreement agreement(ModelProto floats, ModelProto halves) throws Exception {
    try (OnnxModel first = OnnxModel.open(floats.toByteArray());
        OnnxModel second = OnnxModel.open(halves.toByteArray())) {
      boolean speech = first.inputs().containsKey("sr");
      RandomInputs inputs =
          speech
              ? new RandomInputs(
                  Map.of("input", List.of(1L, 576L)),
                  Map.of("sr", new RandomInputs.Range(16_000, 16_000)))
              : RandomInputs.plain();
      Map<String, Numbers> drawn = inputs.draw(first.inputs(), 1);
      return Agreement.of(first.answer(drawn), second.answer(drawn));
    }
  }
}
