package io.sensorium.model.dynamic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.graph.TinyTransformer;
import io.sensorium.model.onnx.ModelTrial;
import io.sensorium.model.onnx.OptimisedGraph;
import io.sensorium.model.onnx.RandomInputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicQuantizerTest {
  @TempDir private Path folder;

  @Test
  void everyProductWithAConstantMatrixRunsOnIntegers() throws Exception {
    ModelProto model = TinyTransformer.build();

    DynamicQuantizer.Result result = DynamicQuantizer.quantize(model, Set.of(), false);

    Map<String, Long> operators = OptimisedGraph.operators(result.model(), folder);
    assertThat(result.products()).isEqualTo(6);
    // Query, key and value read the same rows, which are scaled once for all three.
    assertThat(operators)
        .containsEntry("DynamicQuantizeLinear", 1L)
        .containsEntry("MatMulIntegerToFloat", 3L)
        .containsEntry("DynamicQuantizeMatMul", 3L)
        .containsEntry("MatMul", 1L)
        .containsEntry("FusedMatMul", 1L)
        .doesNotContainKeys("Gemm", "MatMulInteger", "Cast");
  }

  /**
   * With eight bits a processor without VNNI cuts off sums: the difference was 0.2 of 0.6 there.
   */
  @Test
  void outputsOfSevenBitsStayCloseOnAnyProcessor() throws Exception {
    ModelProto model = TinyTransformer.build();

    ModelProto result = DynamicQuantizer.quantize(model, Set.of(), true).model();

    ModelTrial trial = ModelTrial.of(model, result, RandomInputs.plain());
    assertThat(trial.agreement().difference()).isBetween(1e-5, 0.05 * trial.agreement().largest());
    assertThat(result.getSerializedSize()).isLessThan(model.getSerializedSize() * 4 / 10);
  }

  @Test
  void aMatrixUsedTwiceIsStoredOnce() throws Exception {
    OnnxGraph graph = new OnnxGraph("tied");
    String w = graph.constant(Tensors.floats("w", new float[64 * 64], 64, 64));
    String first = graph.add("MatMul", List.of(graph.input("x", 64), w));
    graph.output(graph.add("MatMul", List.of(first, w)), "y", 64);

    ModelProto result = DynamicQuantizer.quantize(graph.build(), Set.of(), false).model();

    assertThat(result.getGraph().getInitializerCount()).isEqualTo(3);
  }

  @Test
  void namedNodesStayInFloat() {
    ModelProto model = TinyTransformer.build();
    Set<String> all =
        model.getGraph().getNodeList().stream().map(NodeProto::getName).collect(Collectors.toSet());

    assertThat(DynamicQuantizer.quantize(model, all, false).products()).isZero();
  }

  @Test
  void operatorSetsWithoutDynamicScalesAreRefused() {
    ModelProto old =
        TinyTransformer.build().toBuilder()
            .clearOpsetImport()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(10))
            .build();

    assertThatThrownBy(() -> DynamicQuantizer.quantize(old, Set.of(), false))
        .hasMessageContaining("operator set 11 to 21, found 10");
  }
}
