package io.sensorium.model.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes tensors that lie in files beside the model into it, as the ONNX specification of external
 * data has them: {@code location} relative to the model's folder, {@code offset} and {@code length}
 * in bytes.
 */
final class ExternalData {
  private final Path file;
  private final Path folder;
  private long total;

  /**
   * @param bytes of the model itself
   */
  ExternalData(Path file, long bytes) throws IOException {
    this.file = file;
    this.folder = file.toRealPath().resolveSibling("").normalize();
    this.total = bytes;
  }

  ModelProto inline(ModelProto model) throws IOException {
    return external(model.getGraph())
        ? model.toBuilder().setGraph(inline(model.getGraph())).build()
        : model;
  }

  private static boolean external(GraphProto graph) {
    return graph.getInitializerList().stream().anyMatch(ExternalData::external)
        || graph.getNodeList().stream()
            .flatMap(node -> node.getAttributeList().stream())
            .anyMatch(a -> (a.hasT() && external(a.getT())) || (a.hasG() && external(a.getG())));
  }

  private static boolean external(TensorProto tensor) {
    return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  private GraphProto inline(GraphProto graph) throws IOException {
    GraphProto.Builder inline = graph.toBuilder();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      inline.setInitializer(i, inline(graph.getInitializer(i)));
    }
    for (int n = 0; n < graph.getNodeCount(); n++) {
      NodeProto.Builder node = graph.getNode(n).toBuilder();
      for (int a = 0; a < node.getAttributeCount(); a++) {
        AttributeProto attribute = node.getAttribute(a);
        if (attribute.hasT()) {
          node.setAttribute(a, attribute.toBuilder().setT(inline(attribute.getT())));
        } else if (attribute.hasG()) {
          node.setAttribute(a, attribute.toBuilder().setG(inline(attribute.getG())));
        }
      }
      inline.setNode(n, node);
    }
    return inline.build();
  }

  private TensorProto inline(TensorProto tensor) throws IOException {
    if (!external(tensor)) {
      return tensor;
    }
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    Path data = place(tensor, entries.getOrDefault("location", ""));
    long size = Files.size(data);
    long offset = number(tensor, entries.getOrDefault("offset", "0"));
    long length =
        entries.containsKey("length")
            ? number(tensor, entries.getOrDefault("length", ""))
            : size - offset;
    if (offset > size || length < 0 || length > size - offset) {
      throw wrong(
          tensor,
          "bytes %d to %d of %s".formatted(offset, offset + length, data.getFileName()),
          "a file of " + size + " bytes",
          "Copy the data file again: it may be cut off");
    }
    total += length;
    if (total > OnnxFile.MAX_BYTES) {
      throw wrong(
          tensor,
          "at most " + OnnxFile.MAX_BYTES + " bytes with all weights",
          "more",
          "Larger models do not fit into one protobuf message");
    }
    return tensor.toBuilder()
        .clearExternalData()
        .clearDataLocation()
        .setRawData(read(data, offset, (int) length))
        .build();
  }

  private static ByteString read(Path data, long offset, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(data)) {
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
      return ByteString.copyFrom(mapped);
    }
  }

  /** The data file, which must lie in the model's folder, links followed. */
  private Path place(TensorProto tensor, String location) throws IOException {
    try {
      Path data = folder.resolve(location);
      if (!location.isEmpty() && Files.isRegularFile(data)) {
        if (data.toRealPath().startsWith(folder)) {
          return data;
        }
        throw wrong(
            tensor,
            "data inside the folder of the model",
            "'" + location + "'",
            "Put the data file beside the model and export it with that name");
      }
    } catch (InvalidPathException notThere) {
      // As a file that is not there.
    }
    throw wrong(
        tensor, "a data file beside the model", "no '" + location + "'", "Copy it there as well");
  }

  private long number(TensorProto tensor, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // Said below.
    }
    throw wrong(tensor, "offset and length in bytes", "'" + text + "'", "Export the model again");
  }

  private ModelFileException wrong(TensorProto tensor, String expected, String found, String fix) {
    return new ModelFileException(
        file, "for tensor '" + tensor.getName() + "' " + expected, found, fix);
  }
}
