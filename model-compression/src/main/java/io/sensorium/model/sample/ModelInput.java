package io.sensorium.model.sample;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An input of a model.
 *
 * @param dims its dimensions, -1 where the model leaves one open
 */
public record ModelInput(String name, List<Long> dims) {
  public ModelInput {
    dims = List.copyOf(dims);
  }

  /** The inputs of a graph in its order, constants left out. */
  public static List<ModelInput> of(GraphProto graph) {
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(t -> constants.add(t.getName()));
    return graph.getInputList().stream()
        .filter(i -> !constants.contains(i.getName()))
        .map(ModelInput::of)
        .toList();
  }

  private static ModelInput of(ValueInfoProto input) {
    List<Long> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension dim : input.getType().getTensorType().getShape().getDimList()) {
      dims.add(dim.getDimValue() > 0 ? dim.getDimValue() : -1);
    }
    return new ModelInput(input.getName(), dims);
  }

  /** Numbers in the input's shape, with a first dimension of 1 where they lack it; none if not. */
  Optional<Numbers> fit(float[] values, List<Long> given) {
    if (fits(given)) {
      return Optional.of(Numbers.of(values, given));
    }
    List<Long> row = new ArrayList<>(given);
    row.add(0, 1L);
    return fits(row) ? Optional.of(Numbers.of(values, row)) : Optional.empty();
  }

  private boolean fits(List<Long> given) {
    if (given.size() != dims.size()) {
      return false;
    }
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) >= 0 && !dims.get(i).equals(given.get(i))) {
        return false;
      }
    }
    return true;
  }
}
