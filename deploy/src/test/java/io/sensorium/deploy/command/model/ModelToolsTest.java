package io.sensorium.deploy.command.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sensorium.config.ConfigException;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.OnnxModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ModelToolsTest {
  @TempDir private Path folder;

  private Path model;
  private Path out;

  /** Two full connections: "x" of [N, 64] to "y" of [N, 4]. */
  @BeforeEach
  void write() throws Exception {
    model = folder.resolve("model.onnx");
    out = folder.resolve("out.onnx");
    OnnxGraph graph = new OnnxGraph("dense");
    String hidden = product(graph, graph.input("x", 64), 64, 128);
    String y = product(graph, graph.add("Relu", List.of(hidden)), 128, 4);
    graph.output(y, "y", 4);
    OnnxFile.write(graph.build(), model);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "half",
        "half --io --keep Relu",
        "prune --sparsity 0.9 --per-layer",
        "prune --channels 0.5 --norm L1 --shape x=2,64 --range x=0:1",
        "quantize --scheme dynamic --weight-bits 7",
        "quantize --scheme weights --bits 8 --block 64 --asymmetric",
        "quantize --scheme weights --bits 4",
        "quantize --scheme weights --bits 2 --seed 5 --untried"
      })
  void aModelIsWrittenThatLoads(String line) throws Exception {
    run(line);

    try (OnnxModel written = OnnxModel.open(OnnxFile.read(out).toByteArray())) {
      assertThat(written.inputs()).containsOnlyKeys("x");
    }
    assertThat(out.toFile().length()).isLessThanOrEqualTo(model.toFile().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prune",
        "prune --sparsity 0.5 --channels 0.5",
        "prune --channels 1",
        "half --shape x=1,two",
        "half --range x=1:2:3",
        "half --shape z=1",
        "quantize --scheme weights --bits 3",
        "quantize --scheme dynamic --exclude *"
      })
  void whatCannotBeDoneIsExplained(String line) {
    ConfigException refused = assertThrows(ConfigException.class, () -> run(line));

    assertThat(refused).hasMessageContaining("expected");
  }

  @Test
  void aFileFromInsideIsNotPulled() {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> execute(List.of("pull", "https://127.0.0.1/x", "--out", out.toString())));

    assertThat(refused).hasMessageContaining("public internet");
    assertThat(out).doesNotExist();
  }

  private void run(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.add(1, model.toString());
    words.addAll(List.of("--out", out.toString()));
    execute(words);
  }

  private static void execute(List<String> words) {
    List<Exception> refusals = new ArrayList<>();
    int code =
        new CommandLine(new ModelCommand())
            .setExecutionExceptionHandler(
                (exception, command, result) -> {
                  refusals.add(exception);
                  return 1;
                })
            .execute(words.toArray(String[]::new));
    if (!refusals.isEmpty() && refusals.get(0) instanceof ConfigException refused) {
      throw refused;
    }
    assertThat(refusals).isEmpty();
    assertThat(code).isZero();
  }

  private static String product(OnnxGraph graph, String x, int in, int out) {
    SplittableRandom random = new SplittableRandom(in);
    float[] weights = new float[in * out];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian(0, 0.1);
    }
    String w = graph.constant(Tensors.floats(graph.fresh("w"), weights, in, out));
    return graph.add("MatMul", List.of(x, w));
  }
}
