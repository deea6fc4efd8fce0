package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weights of all layers as steps; layers that share weights share their steps. */
final class LayerWeights {
  private final Map<Key, QuantizedWeights> weights = new HashMap<>();
  private final WeightChoice choice;
  private final QuantizationPlan plan;

  /** Weights and the dimension of their output channels. */
  record Key(String name, int axis) {}

  /**
   * @param scales of activations by name
   */
  LayerWeights(
      List<NodeProto> nodes,
      QuantizationPlan plan,
      WeightChoice choice,
      Map<String, ActivationScale> scales) {
    this.choice = choice;
    this.plan = plan;
    Map<Key, float[]> floors = new HashMap<>();
    for (NodeProto node : nodes) {
      if (plan.layer(node) && plan.constants().containsKey(node.getInput(1))) {
        raise(floors, node, scales);
      }
    }
    floors.forEach(
        (key, floor) ->
            weights.put(
                key, QuantizedWeights.of(tensor(key.name()), key.axis(), choiceOf(key), floor)));
  }

  Key key(NodeProto node) {
    return new Key(node.getInput(1), Layers.axis(node, tensor(node.getInput(1))));
  }

  QuantizedWeights of(NodeProto node) {
    QuantizedWeights found = weights.get(key(node));
    if (found == null) {
      throw new IllegalStateException("no weights of layer " + node.getName());
    }
    return found;
  }

  /** Stacks of matrices have one scale: the kernels know no other. */
  boolean perChannel(Key key) {
    return choiceOf(key).perChannel();
  }

  private WeightChoice choiceOf(Key key) {
    boolean stack =
        tensor(key.name()).getDimsCount() > 2
            && key.axis() == tensor(key.name()).getDimsCount() - 1;
    return new WeightChoice(choice.bits(), choice.perChannel() && !stack);
  }

  private void raise(
      Map<Key, float[]> floors, NodeProto node, Map<String, ActivationScale> scales) {
    Key key = key(node);
    int channels = (int) tensor(key.name()).getDims(key.axis());
    float[] floor = floors.computeIfAbsent(key, k -> new float[channels]);
    ActivationScale scale = scales.get(node.getInput(0));
    if (node.getInputCount() > 2 && !node.getInput(2).isEmpty() && scale != null) {
      float[] wanted =
          QuantizedWeights.floors(Tensors.floats(tensor(node.getInput(2))), scale.scale());
      for (int c = 0; c < floor.length; c++) {
        floor[c] = Math.max(floor[c], wanted[c]);
      }
    }
  }

  private TensorProto tensor(String name) {
    TensorProto tensor = plan.constants().get(name);
    if (tensor == null) {
      throw new IllegalStateException("no constant " + name);
    }
    return tensor;
  }
}
