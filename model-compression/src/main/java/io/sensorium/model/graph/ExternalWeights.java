package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Weights that a model keeps in files beside it, within its folder only. */
final class ExternalWeights {
  private final Path model;
  private long budget;

  /**
   * @param budget bytes that may be read in all
   */
  ExternalWeights(Path model, long budget) {
    this.model = model;
    this.budget = budget;
  }

  /** The tensor with its bytes inside; itself where they are already. */
  TensorProto inline(TensorProto tensor) throws IOException {
    if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
      return tensor;
    }
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    Path file = within(tensor, entries.getOrDefault("location", ""));
    long offset = number(tensor, entries.getOrDefault("offset", "0"));
    long rest = Math.max(0, Files.size(file) - offset);
    long length = number(tensor, entries.getOrDefault("length", Long.toString(rest)));
    if (length > rest || length > budget) {
      throw refused(
          tensor,
          "at most %d bytes from byte %d of %s, found %d"
              .formatted(Math.min(rest, budget), offset, file.getFileName(), length));
    }
    budget -= length;
    return tensor.toBuilder()
        .clearExternalData()
        .clearDataLocation()
        .setRawData(read(tensor, file, offset, (int) length))
        .build();
  }

  private Path within(TensorProto tensor, String location) throws IOException {
    Path folder = model.toAbsolutePath().resolveSibling("").toRealPath();
    Path file = folder.resolve(location).normalize();
    if (location.isEmpty()
        || !file.startsWith(folder)
        || !Files.isRegularFile(file)
        || !file.toRealPath().startsWith(folder)) {
      throw refused(tensor, "a file in the model's folder, found '" + location + "'");
    }
    return file;
  }

  private long number(TensorProto tensor, String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, as negative numbers are.
    }
    throw refused(tensor, "an offset and a length in bytes, found '" + text + "'");
  }

  private static ByteString read(TensorProto tensor, Path file, long offset, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(offset);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException(file + " ended within tensor " + tensor.getName());
        }
      }
    }
    return ByteString.copyFrom(bytes.flip());
  }

  private IllegalArgumentException refused(TensorProto tensor, String expected) {
    return new IllegalArgumentException(
        "%s: tensor %s keeps its values outside: expected %s"
            .formatted(model, tensor.getName(), expected));
  }
}
