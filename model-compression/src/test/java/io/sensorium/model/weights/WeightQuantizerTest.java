package io.sensorium.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.graph.TinyTransformer;
import io.sensorium.model.onnx.ModelTrial;
import io.sensorium.model.onnx.OptimisedGraph;
import io.sensorium.model.onnx.RandomInputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightQuantizerTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "8, 32, true, 21, 0.02, 0.4",
    "8, 16, false, 21, 0.02, 0.5",
    "4, 32, true, 21, 0.3, 0.3",
    "4, 32, false, 21, 0.3, 0.3",
    "8, 32, true, 18, 0.02, 0.4",
    "8, 64, false, 20, 0.02, 0.4",
    "4, 32, true, 18, 0.3, 0.3",
    "4, 32, false, 18, 0.3, 0.3"
  })
  void blocksFuseWithTheirProducts(
      int bits, int block, boolean symmetric, int version, double difference, double size)
      throws Exception {
    ModelProto model = version(TinyTransformer.build(), version);

    WeightQuantizer.Result result =
        WeightQuantizer.quantize(model, new WeightScheme(bits, block, symmetric, 1), Set.of());

    ModelTrial trial = ModelTrial.of(model, result.model(), RandomInputs.plain());
    assertThat(result.products()).isEqualTo(6);
    assertThat(OptimisedGraph.operators(result.model(), folder))
        .containsEntry("MatMulNBits", 6L)
        .containsEntry("MatMul", 1L)
        .containsEntry("FusedMatMul", 1L)
        .doesNotContainKeys("Gemm", "DequantizeLinear");
    assertThat(trial.agreement().difference())
        .isBetween(1e-5, difference * trial.agreement().largest());
    assertThat(result.model().getSerializedSize())
        .isLessThan((int) (size * model.getSerializedSize()));
  }

  @Test
  void bothFormsOfBlocksComputeTheSame() throws Exception {
    for (boolean symmetric : List.of(true, false)) {
      WeightScheme scheme = new WeightScheme(4, 16, symmetric, 1);
      ModelProto model = oddMatrix();
      ModelProto own = WeightQuantizer.quantize(model, scheme, Set.of()).model();
      ModelProto foreign = WeightQuantizer.quantize(version(model, 20), scheme, Set.of()).model();

      ModelTrial trial = ModelTrial.of(own, foreign, RandomInputs.plain());

      assertThat(trial.agreement().largest()).isGreaterThan(0.1);
      assertThat(trial.agreement().difference()).isLessThan(1e-5);
    }
  }

  @Test
  void aCodebookIsUnpackedWhenTheModelIsLoaded() throws Exception {
    ModelProto model = oddMatrix();

    WeightQuantizer.Result result =
        WeightQuantizer.quantize(model, new WeightScheme(2, 32, true, 1), Set.of());

    ModelTrial trial = ModelTrial.of(model, result.model(), RandomInputs.plain());
    assertThat(OptimisedGraph.operators(result.model(), folder)).containsOnlyKeys("MatMul");
    assertThat(trial.agreement().difference()).isBetween(1e-3, 0.5 * trial.agreement().largest());
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    ModelProto model = TinyTransformer.build();
    WeightScheme scheme = new WeightScheme(2, 32, true, 7);

    assertThat(WeightQuantizer.quantize(model, scheme, Set.of()).model())
        .isEqualTo(WeightQuantizer.quantize(model, scheme, Set.of()).model());
  }

  @Test
  void schemesThatThereAreNotAreRefused() {
    assertThatThrownBy(() -> new WeightScheme(3, 32, true, 1)).hasMessageContaining("8, 4 or 2");
    assertThatThrownBy(() -> new WeightScheme(4, 48, true, 1)).hasMessageContaining("found 48");
  }

  /** 37 rows: neither whole blocks nor whole bytes. */
  private static ModelProto oddMatrix() {
    float[] values = new float[37 * 11];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) StrictMath.sin(i * i);
    }
    OnnxGraph graph = new OnnxGraph("odd");
    String w = graph.constant(Tensors.floats("w", values, 37, 11));
    graph.output(graph.add("MatMul", List.of(graph.input("x", 37), w)), "y", 11);
    return graph.build();
  }

  private static ModelProto version(ModelProto model, int version) {
    return model.toBuilder()
        .setIrVersion(version < 21 ? 8 : 10)
        .clearOpsetImport()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version))
        .build();
  }
}
