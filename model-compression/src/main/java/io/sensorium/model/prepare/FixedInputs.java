package io.sensorium.model.prepare;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Tensors;
import java.util.List;
import java.util.Map;

/**
 * Inputs that always have the same value, such as a sample rate, made constants: they are no inputs
 * any more, and where an {@code If} asks for them the simplifier puts the branch that is taken in
 * its place.
 */
public final class FixedInputs {
  private FixedInputs() {}

  /**
   * A model with fewer inputs.
   *
   * @param values of inputs with one element each, by the inputs' names
   * @throws UnfitModelException if the model has no such input, or it takes more than one number
   */
  public static ModelProto of(ModelProto model, Map<String, Double> values) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInput();
    List<ValueInfoProto> inputs = model.getGraph().getInputList();
    List<String> names = inputs.stream().map(ValueInfoProto::getName).toList();
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new UnfitModelException(
            "an input '" + name + "' to fix", "inputs " + names, "Correct --fix");
      }
    }
    for (ValueInfoProto input : inputs) {
      Double value = values.get(input.getName());
      if (value == null) {
        graph.addInput(input);
      } else {
        String name = input.getName();
        graph.getInitializerList().stream()
            .filter(tensor -> tensor.getName().equals(name))
            .findFirst()
            .ifPresent(given -> graph.removeInitializer(graph.getInitializerList().indexOf(given)));
        graph.addInitializer(constant(input, value));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  private static TensorProto constant(ValueInfoProto input, double value) {
    TypeProto.Tensor type = input.getType().getTensorType();
    List<Dimension> dims = type.getShape().getDimList();
    boolean wide = dims.stream().anyMatch(dim -> dim.getDimValue() > 1);
    boolean open = dims.stream().skip(1).anyMatch(dim -> dim.getDimValue() < 1);
    if (wide || open) {
      throw new UnfitModelException(
          "an input of one number to fix",
          "'"
              + input.getName()
              + "' of "
              + dims.stream().map(Dimension::getDimValue).toList()
              + " (0: open)",
          "Leave it an input");
    }
    long[] ones = dims.stream().mapToLong(dim -> 1).toArray();
    String name = input.getName();
    TensorProto.DataType kind = TensorProto.DataType.forNumber(type.getElemType());
    if (kind == TensorProto.DataType.FLOAT) {
      return Tensors.floats(name, new float[] {(float) value}, ones);
    }
    boolean fits = kind == TensorProto.DataType.INT64 || Math.abs(value) <= Integer.MAX_VALUE;
    if (value != Math.rint(value)
        || !fits
        || (kind != TensorProto.DataType.INT64 && kind != TensorProto.DataType.INT32)) {
      throw new UnfitModelException(
          "an input of floats, or of 32-bit or 64-bit integers and a whole number, to fix",
          "'" + name + "' of " + kind + ", value " + value,
          "Leave it an input, or correct the value");
    }
    return kind == TensorProto.DataType.INT64
        ? Tensors.longs(name, new long[] {(long) value}, ones)
        : Tensors.ints(name, new int[] {(int) value}, ones);
  }
}
