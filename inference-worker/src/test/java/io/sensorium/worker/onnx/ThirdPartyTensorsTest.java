package io.sensorium.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.worker.fixture.OneModel;
import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that we did not make, on tensors that no sensor sends. */
final class ThirdPartyTensorsTest {
  private static final String DEEPLOY = "onnx-models/deeploy-mlperf-tiny/DeeployTest/Tests/Models/";
  private static final String MAGIKA = "onnx-models/magika/";
  private static final int BLOCK = 4096;
  private static final int KEPT = 1024;

  private final OnnxRuntime runtime = OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));

  @TempDir private Path root;

  @Test
  void theAutoencoderOfMlPerfTinyGivesItsOutputs() throws Exception {
    Path model = SampleData.at(DEEPLOY + "Autoencoder1D/network.onnx");
    float[] input = array(model.resolveSibling("inputs.npz"), "arr_0");
    float[] expected = array(model.resolveSibling("outputs.npz"), "output");
    try (ModelSession session = load(model)) {
      Tensor in = new Tensor(FloatBuffer.wrap(input), List.of(1L, 16L, 16L));
      Tensor out = session.run(Map.of("input", in), Set.of("x.79")).get("x.79");
      float[] values = new float[256];
      out.values().get(values);
      assertThat(expected).hasSize(256);
      assertThat(values).containsExactly(expected, within(1e-6f));
    }
  }

  /** As github.com/google/magika says: the first and last bytes without white space, 256 beyond. */
  @Test
  void magikaKnowsEveryFileByItsContent() throws Exception {
    Path folder = SampleData.at(MAGIKA + "assets/models/standard_v3_3");
    JsonNode config = new ObjectMapper().readTree(folder.resolve("config.min.json").toFile());
    List<Path> files;
    try (Stream<Path> tree = Files.walk(SampleData.at(MAGIKA + "open/tests_data/basic"))) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(30);
    FloatBuffer bytes = FloatBuffer.allocate(files.size() * 2 * KEPT);
    for (Path file : files) {
      ends(Files.readAllBytes(file), bytes);
    }
    try (ModelSession session = load(folder.resolve("model.onnx"))) {
      Tensor in = new Tensor(bytes.flip(), List.of((long) files.size(), 2L * KEPT));
      Tensor out = session.run(Map.of("bytes", in), Set.of("target_label")).get("target_label");
      int labels = config.path("target_labels_space").size();
      for (int i = 0; i < files.size(); i++) {
        int best = 0;
        for (int k = 1; k < labels; k++) {
          best = out.values().get(i * labels + k) > out.values().get(i * labels + best) ? k : best;
        }
        String label = config.path("target_labels_space").path(best).asText();
        String said = config.path("overwrite_map").path(label).asText(label);
        assertThat(said)
            .as("%s", files.get(i))
            .isEqualTo(String.valueOf(files.get(i).getParent().getFileName()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "onnx-models/ort-extensions/test/data/test_bert_tokenizer.onnx, BertTokenizer",
    "onnx-models/deeploy-mlperf-tiny/DeeployTest/Tests/Models/MLPerf/KeywordSpotting/network.onnx,"
        + " RequantShift",
  })
  void modelsWithOperatorsOfTheirOwnAreRefusedByName(String file, String operator)
      throws Exception {
    OneModel.repository(root, SampleData.at(file), "task: embedding\n");
    assertThatThrownBy(() -> OneModel.open(root, "audio", "{ x: { input: in } }", "y"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.onnx: expected ")
        .hasMessageContaining(operator);
  }

  private ModelSession load(Path model) throws IOException {
    OneModel.repository(root, model, "task: embedding\n");
    return runtime.load(
        ModelRepository.open(root).version("model", null).file(List.of("fp32")).path());
  }

  private static void ends(byte[] content, FloatBuffer target) {
    int size = Math.min(BLOCK, content.length);
    int first = 0;
    while (first < size && space(content[first])) {
      first++;
    }
    int last = content.length;
    while (last > content.length - size && space(content[last - 1])) {
      last--;
    }
    for (int i = 0; i < KEPT; i++) {
      target.put(first + i < size ? content[first + i] & 0xFF : 256);
    }
    for (int i = last - KEPT; i < last; i++) {
      target.put(i >= content.length - size ? content[i] & 0xFF : 256);
    }
  }

  private static boolean space(byte value) {
    return value == ' ' || (value >= 9 && value <= 13);
  }

  /** Floats of one array of a file of NumPy's. */
  private static float[] array(Path npz, String name) throws IOException {
    try (ZipFile zip = new ZipFile(npz.toFile())) {
      ByteBuffer npy =
          ByteBuffer.wrap(zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes())
              .order(ByteOrder.LITTLE_ENDIAN);
      npy.position(10 + npy.getShort(8));
      float[] values = new float[npy.remaining() / 4];
      npy.asFloatBuffer().get(values);
      return values;
    }
  }
}
