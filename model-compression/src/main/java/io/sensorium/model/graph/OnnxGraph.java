package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Writes one ONNX model: operator set 21, IR version 10. Names are given out in order. */
public final class OnnxGraph {
  private static final int IR_VERSION = 10;
  private static final int OPERATOR_SET = 21;

  /** Name of the first dimension of every input and output: any batch size. */
  private static final String BATCH = "N";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private int names;

  public OnnxGraph(String name) {
    graph.setName(name);
  }

  /** Declares a float input of shape [N, dimensions...] and returns its name. */
  public String input(String name, long... dimensions) {
    graph.addInput(value(name, TensorProto.DataType.FLOAT, dimensions));
    return name;
  }

  /** Declares an int64 input of shape [N, dimensions...] and returns its name. */
  public String tokens(String name, long... dimensions) {
    graph.addInput(value(name, TensorProto.DataType.INT64, dimensions));
    return name;
  }

  /** Gives a float value of shape [N, dimensions...] out under a name. */
  public void output(String value, String name, long... dimensions) {
    node("Identity", List.of(value), name);
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, dimensions));
  }

  /** Adds a constant and returns its name. */
  public String constant(TensorProto tensor) {
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /** Adds a node with one output and returns that output's name. */
  public String add(String operator, List<String> inputs, AttributeProto... attributes) {
    String output = fresh(operator);
    node(operator, inputs, output, attributes);
    return output;
  }

  /** A name that no other value of this graph has. */
  public String fresh(String stem) {
    return stem + "_" + names++;
  }

  public ModelProto build() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("sensorium")
        .setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .build();
  }

  private void node(
      String operator, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(operator + "_of_" + output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, long... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (long dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
