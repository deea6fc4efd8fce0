package io.sensorium.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.tensor.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelInspectionTest {
  private final OnnxRuntime runtime = OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));

  @Test
  void everythingThatIsInTheFileIsSaid(@TempDir Path folder) throws Exception {
    // given
    Path file = folder.resolve("model.int8.onnx");
    new TinyModel()
        .input("x", TinyModel.FLOAT, -1, 2)
        .node("Neg", List.of("x"), "z")
        .node("Neg", List.of("z"), "y")
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(file);

    // when
    ModelInspection inspection = ModelInspection.describe(ModelFile.of(file), runtime);

    // then
    assertThat(inspection.file().variant()).isEqualTo("int8");
    assertThat(inspection.header().irVersion()).isEqualTo(8);
    assertThat(inspection.header().opsets()).isEqualTo(Map.of("ai.onnx", 17L));
    assertThat(inspection.header().operators()).isEqualTo(Map.of("Neg", 2));
    assertThat(inspection.lines())
        .contains(
            "input     x float32 [?, 2]", "output    y float32 [?, 2]", "provider  cpu, loads")
        .anyMatch(line -> line.startsWith("sha256    ") && line.length() == 74);
  }

  @Test
  void aModelThatIsRefusedIsStillDescribed() {
    Path tokenizer = SampleData.at("onnx-models/ort-extensions/test/data/test_bert_tokenizer.onnx");
    ModelInspection inspection = ModelInspection.describe(ModelFile.of(tokenizer), runtime);
    assertThat(inspection.header().operators()).containsKey("ai.onnx.contrib:BertTokenizer");
    assertThat(inspection.header().opsets()).containsEntry("ai.onnx.contrib", 1L);
    assertThat(inspection.refusal()).contains("BertTokenizer");
  }

  @Test
  void operatorsOfRealModelsAreCounted() {
    Path vad = SampleData.at("onnx-models/silero-vad/src/silero_vad/data/silero_vad.onnx");
    OnnxHeader header = OnnxHeader.read(vad);
    assertThat(header.opsets()).containsEntry("ai.onnx", 16L);
    assertThat(header.operators()).containsKeys("If", "LSTM", "Conv");
  }

  @Test
  void bytesThatAreNoModelAreRefusedAndNothingElseIsThrown(@TempDir Path folder) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int run = 0; run < 200; run++) {
      byte[] bytes = new byte[run * 3];
      random.nextBytes(bytes);
      Path file = Files.write(folder.resolve("noise.onnx"), bytes);
      assertThatThrownBy(() -> OnnxHeader.read(file)).isInstanceOf(ModelException.class);
    }
  }
}
