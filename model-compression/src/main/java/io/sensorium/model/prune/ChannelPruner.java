package io.sensorium.model.prune;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes whole channels out of a model: weights, biases and whatever else goes with them get
 * smaller, and so the model faster. What a channel added, its bias too, is gone: train the model
 * on, or expect it to lose what it knew.
 */
public final class ChannelPruner {
  private ChannelPruner() {}

  /**
   * A smaller model, and what became of its layers.
   *
   * @param parametersBefore values of float constants
   * @param parametersAfter the same of the smaller model
   */
  public record Result(
      ModelProto model, List<Layer> layers, long parametersBefore, long parametersAfter) {
    public Result {
      layers = List.copyOf(layers);
    }
  }

  /**
   * A product that makes channels.
   *
   * @param reason why channels had to stay; null where none had to
   */
  public record Layer(String title, int before, int after, @Nullable String reason) {}

  /**
   * Prunes a model.
   *
   * @param model in constant form
   * @param kinds of every value of the model's graph
   * @param share of the channels of each layer to take out, below 1
   * @param multiple that the channels of a layer stay one of, where it has at least twice as many;
   *     1 for any number
   * @param keep names of nodes whose channels stay
   * @throws IllegalArgumentException where the share or the multiple is out of range
   */
  public static Result prune(
      ModelProto model,
      Map<String, ValueKind> kinds,
      double share,
      ChannelNorm norm,
      int multiple,
      Set<String> keep) {
    if (!(share >= 0 && share < 1) || multiple < 1) {
      throw new IllegalArgumentException(
          "expected a share of channels from 0 to below 1 and a multiple from 1, found %s and %d"
              .formatted(share, multiple));
    }
    GraphProto graph = model.getGraph();
    ChannelTracer tracer = new ChannelTracer(graph, kinds);
    tracer
        .layers()
        .forEach(
            (node, ids) -> {
              if (keep.contains(graph.getNode(node).getName())) {
                tracer.sets().freeze(ids, "asked to stay");
              }
            });
    ChannelChoice choice = new ChannelChoice(tracer, norm, share, multiple);
    GraphProto pruned = new ChannelRemoval(tracer, choice).write();
    return new Result(
        model.toBuilder().setGraph(pruned).build(),
        layers(tracer, choice),
        parameters(graph),
        parameters(pruned));
  }

  private static List<Layer> layers(ChannelTracer tracer, ChannelChoice choice) {
    List<Layer> layers = new ArrayList<>();
    tracer
        .layers()
        .forEach(
            (node, ids) ->
                layers.add(
                    new Layer(
                        new NodeReader(tracer.graph().getNode(node), Map.of()).title(),
                        ids.length,
                        choice.staying(ids).length,
                        Arrays.stream(ids)
                            .mapToObj(id -> tracer.sets().frozen(id))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null))));
    return layers;
  }

  private static long parameters(GraphProto graph) {
    return graph.getInitializerList().stream()
        .filter(t -> t.getDataType() == TensorProto.DataType.FLOAT.getNumber())
        .mapToLong(t -> t.getDimsList().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }
}
