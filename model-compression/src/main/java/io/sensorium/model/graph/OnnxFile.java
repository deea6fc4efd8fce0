package io.sensorium.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** ONNX files read whole, weights from files beside them included, and written whole. */
public final class OnnxFile {
  /** What one protobuf message can hold. */
  private static final long LARGEST_BYTES = Integer.MAX_VALUE;

  private static final int DEEPEST = 200;

  private OnnxFile() {}

  /**
   * Reads a model and the weights beside it.
   *
   * @throws IllegalArgumentException where the file is no ONNX model, is too large, or names
   *     weights outside of its folder
   */
  public static ModelProto read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_BYTES) {
      throw new IllegalArgumentException(
          "%s: expected at most %d bytes, found %d; keep its weights in a file beside it"
              .formatted(file, LARGEST_BYTES, size));
    }
    ModelProto model = parse(file);
    if (model.getGraph().getNodeCount() == 0) {
      throw new IllegalArgumentException(
          file
              + ": expected an ONNX model with a graph, found none. Is this another kind of file?");
    }
    ExternalWeights weights = new ExternalWeights(file, LARGEST_BYTES - size);
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      graph.addInitializer(weights.inline(tensor));
    }
    return model.toBuilder().setGraph(graph).build();
  }

  /** Writes a model through a file beside it, so that a half-written one is never seen. */
  public static void write(ModelProto model, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, "model", ".part");
    try {
      Files.write(temporary, model.toByteArray());
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static ModelProto parse(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      CodedInputStream coded = CodedInputStream.newInstance(stream);
      coded.setRecursionLimit(DEEPEST);
      coded.setSizeLimit(Integer.MAX_VALUE);
      return ModelProto.parseFrom(coded);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          file + ": expected an ONNX model, found bytes that are none: " + e.getMessage(), e);
    }
  }
}
