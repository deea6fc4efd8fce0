package io.sensorium.model.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.onnx.ModelTrial;
import io.sensorium.model.onnx.RandomInputs;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelPrunerTest {
  @ParameterizedTest
  @EnumSource(ChannelNorm.class)
  void channelsOfZerosGoAndNothingChanges(ChannelNorm norm) throws Exception {
    ModelProto model = BranchingNetwork.build();

    ChannelPruner.Result result = prune(model, 0.5, norm, 1, Set.of());

    assertThat(result.layers()).hasSize(7);
    assertThat(result.layers().subList(0, 6)).allMatch(l -> l.before() == 8 && l.after() == 4);
    assertThat(result.parametersAfter()).isLessThan(result.parametersBefore() * 35 / 100);
    ModelTrial trial = ModelTrial.of(model, result.model(), RandomInputs.plain());
    assertThat(trial.agreement().largest()).isGreaterThan(0.1);
    assertThat(trial.agreement().difference()).isLessThan(1e-5);
  }

  @Test
  void outputsOfTheModelStayAndSaySo() throws Exception {
    ChannelPruner.Result result = prune(BranchingNetwork.build(), 0.9, ChannelNorm.L2, 1, Set.of());

    ChannelPruner.Layer last = result.layers().get(6);
    assertThat(last.after()).isEqualTo(last.before()).isEqualTo(5);
    assertThat(last.reason()).isEqualTo("an output of the model");
  }

  @Test
  void somethingStaysOfEveryLayer() throws Exception {
    ModelProto model = BranchingNetwork.build();

    ChannelPruner.Result result = prune(model, 0.99, ChannelNorm.L1, 1, Set.of());

    assertThat(result.layers().subList(0, 6)).allMatch(l -> l.after() == 1);
    assertThat(ModelTrial.of(model, result.model(), RandomInputs.plain()).agreement().values())
        .isPositive();
  }

  @Test
  void multiplesAreKept() throws Exception {
    assertThat(
            prune(BranchingNetwork.build(), 0.6, ChannelNorm.L2, 2, Set.of())
                .layers()
                .subList(0, 6))
        .allMatch(l -> l.after() == 4);
  }

  @Test
  void aNodeThatIsNotFollowedKeepsTheChannelsItReads() throws Exception {
    OnnxGraph graph = new OnnxGraph("grouped");
    String x = graph.input("x", 4, 8, 8);
    String first = convolution(graph, x, 4, 8, 1);
    String grouped = convolution(graph, first, 4, 8, 2);
    String second = convolution(graph, grouped, 8, 6, 1);
    graph.output(convolution(graph, second, 6, 2, 1), "y", 2, 8, 8);
    ModelProto model = graph.build();

    ChannelPruner.Result result = prune(model, 0.5, ChannelNorm.L2, 1, Set.of());

    assertThat(result.layers().get(0).after()).isEqualTo(8);
    assertThat(result.layers().get(0).reason())
        .startsWith("read by Conv")
        .endsWith("which is not followed");
    assertThat(result.layers().get(1).after()).isEqualTo(3);
    assertThat(ModelTrial.of(model, result.model(), RandomInputs.plain()).agreement().values())
        .isPositive();
  }

  @Test
  void namedNodesKeepTheirChannels() throws Exception {
    ModelProto model = BranchingNetwork.build();
    String first = model.getGraph().getNode(0).getName();

    ChannelPruner.Result result = prune(model, 0.5, ChannelNorm.L2, 1, Set.of(first));

    assertThat(result.layers().get(0).after()).isEqualTo(8);
    assertThat(result.layers().get(2).after()).as("joined by the Add").isEqualTo(8);
    assertThat(result.layers().get(1).after()).isEqualTo(4);
  }

  @Test
  void aShareOfEverythingIsRefused() {
    assertThatThrownBy(() -> prune(BranchingNetwork.build(), 1, ChannelNorm.L2, 1, Set.of()))
        .hasMessageContaining("from 0 to below 1");
  }

  private static ChannelPruner.Result prune(
      ModelProto model, double share, ChannelNorm norm, int multiple, Set<String> keep)
      throws Exception {
    return ChannelPruner.prune(model, GraphValues.of(model), share, norm, multiple, keep);
  }

  private static String convolution(OnnxGraph graph, String x, int in, int out, int group) {
    SplittableRandom random = new SplittableRandom(in);
    float[] weights = new float[in * out];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    String w = graph.constant(Tensors.floats(graph.fresh("w"), weights, out, in, 1, 1));
    return graph.add("Conv", List.of(x, w), Attributes.integer("group", group));
  }
}
