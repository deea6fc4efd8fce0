package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.Optional;

/** Attributes of nodes. */
public final class Attributes {
  private Attributes() {}

  public static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  public static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  public static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** The attribute of this name, if the node has it. */
  public static Optional<AttributeProto> of(NodeProto node, String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  /** A whole number, or the default where the node does not say it. */
  public static long integer(NodeProto node, String name, long otherwise) {
    return of(node, name).map(AttributeProto::getI).orElse(otherwise);
  }

  /** A real number, or the default where the node does not say it. */
  public static float real(NodeProto node, String name, float otherwise) {
    return of(node, name).map(AttributeProto::getF).orElse(otherwise);
  }

  /** A word, or the default where the node does not say it. */
  public static String text(NodeProto node, String name, String otherwise) {
    return of(node, name).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
  }

  public static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }
}
