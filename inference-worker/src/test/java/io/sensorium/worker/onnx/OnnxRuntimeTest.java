package io.sensorium.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sensorium.worker.feature.ImageFeatures;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TensorDescription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxRuntimeTest {
  private final OnnxRuntime runtime = OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));

  @Test
  void aModelSaysWhatItTakesAndGivesAndRuns(@TempDir Path folder) throws Exception {
    // given
    Path model = folder.resolve("model.onnx");
    new TinyModel()
        .input("x", TinyModel.FLOAT, -1, 2)
        .input("ids", TinyModel.INT64, -1, 2)
        .node("Cast", List.of("ids"), "floats", "to", TinyModel.FLOAT)
        .node("Add", List.of("x", "floats"), "y")
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(model);

    try (ModelSession session = runtime.load(model)) {
      // when
      Map<String, Tensor> result =
          session.run(
              Map.of("x", tensor(2, 2, 1, 2, 3, 4), "ids", tensor(2, 2, 10, 20, 30, 40)),
              Set.of("y"));

      // then
      assertThat(session.signature().inputs())
          .containsExactly(
              new TensorDescription("x", ElementType.FLOAT32, List.of(-1L, 2L)),
              new TensorDescription("ids", ElementType.INT64, List.of(-1L, 2L)));
      assertThat(session.signature().input("x").orElseThrow().shape()).isEqualTo("[?, 2]");
      assertThat(session.provider()).isEqualTo("cpu");
      assertThat(result.get("y").values())
          .isEqualTo(FloatBuffer.wrap(new float[] {11, 22, 33, 44}));
      assertThat(result.get("y").dims()).containsExactly(2L, 2L);
    }
  }

  @Test
  void tensorsThatDoNotFitAreNamedWithWhatTheModelTakes(@TempDir Path folder) throws Exception {
    Path model = folder.resolve("model.onnx");
    new TinyModel()
        .input("x", TinyModel.FLOAT, -1, 2)
        .node("Neg", List.of("x"), "y")
        .output("y", TinyModel.FLOAT, -1, 2)
        .write(model);
    try (ModelSession session = runtime.load(model)) {
      assertThatThrownBy(() -> session.run(Map.of("x", tensor(1, 3, 1, 2, 3)), Set.of("y")))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("{x=[1, 3]}")
          .hasMessageContaining("dims=[-1, 2]");
      assertThatThrownBy(() -> session.run(Map.of("z", tensor(1, 2, 1, 2)), Set.of("y")))
          .hasMessageContaining("expected inputs [x], found input 'z'");
    }
  }

  @Test
  void whatIsNoModelIsRefused(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("text.onnx"), "version https://git-lfs");
    assertThatThrownBy(() -> runtime.load(text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a whole ONNX file");
    assertThatThrownBy(() -> runtime.load(folder.resolve("none.onnx")))
        .hasMessageContaining("found nothing that can be read");
  }

  @Test
  void aTruncatedModelIsRefused(@TempDir Path folder) throws Exception {
    byte[] whole =
        Files.readAllBytes(SampleData.at("onnx-models/yolox-nano/model/yolox_nano.onnx"));
    Path half = folder.resolve("half.onnx");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> runtime.load(half))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a whole ONNX file");
  }

  @Test
  void unknownOperatorsAreNamed() {
    Path tokenizer = SampleData.at("onnx-models/ort-extensions/test/data/test_bert_tokenizer.onnx");
    assertThatThrownBy(() -> runtime.load(tokenizer))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("found operator ai.onnx.contrib:BertTokenizer");
    Path spotting =
        SampleData.at(
            "onnx-models/deeploy-mlperf-tiny/DeeployTest/Tests/Models/MLPerf/KeywordSpotting/network.onnx");
    assertThatThrownBy(() -> runtime.load(spotting))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("RequantShift");
  }

  @Test
  void aHalfPrecisionModelRunsOnTheCpu() throws Exception {
    // given: blue first, 0 to 255
    Path model =
        SampleData.at(
            "onnx-models/winml-squeezenet-mnist/SharedContent/models/SqueezeNet_fp16.onnx");
    Path kitten =
        SampleData.at("onnx-models/winml-squeezenet-mnist/SharedContent/media/kitten_224.png");
    FloatBuffer pixels = direct(3 * 224 * 224);
    new ImageFeatures(ImageSpec.of(224, 224, Colour.BGR, Resize.STRETCH, 1))
        .write(ByteBuffer.wrap(Files.readAllBytes(kitten)), pixels);

    try (ModelSession session = runtime.load(model)) {
      // when
      assertThat(session.signature().inputs().get(0).type()).isEqualTo(ElementType.FLOAT16);
      String output = session.signature().outputs().get(0).name();
      Tensor scores =
          session
              .run(
                  Map.of("data_0", new Tensor(pixels, List.of(1L, 3L, 224L, 224L))), Set.of(output))
              .get(output);

      // then: tabby
      int best = 0;
      for (int i = 0; i < scores.values().remaining(); i++) {
        best = scores.values().get(i) > scores.values().get(best) ? i : best;
      }
      assertThat(best).isEqualTo(281);
    }
  }

  @Test
  void aProviderThatDoesNotWorkIsSkippedUnlessInsistedOn() {
    assumeFalse(
        Files.exists(Path.of("/proc/driver/nvidia/version")), "there is an NVIDIA driver here");
    assertThat(OnnxRuntime.open(OnnxSettings.DEFAULT).provider()).isEqualTo(Provider.CPU);
    assertThatThrownBy(() -> OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CUDA)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no NVIDIA driver");
  }

  private static Tensor tensor(long rows, long columns, float... values) {
    FloatBuffer buffer = direct(values.length);
    return new Tensor(buffer.put(values).flip(), List.of(rows, columns));
  }

  private static FloatBuffer direct(int size) {
    return ByteBuffer.allocateDirect(4 * size).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
