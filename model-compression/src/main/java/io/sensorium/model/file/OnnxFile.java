package io.sensorium.model.file;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes model files whole. */
public final class OnnxFile {
  /** Protobuf messages end at 2 GiB; what is added on the way must fit as well. */
  static final long MAX_BYTES = (2L << 30) - (64L << 20);

  private OnnxFile() {}

  /**
   * Reads a model, with all data that it keeps in files beside it taken in.
   *
   * @throws ModelFileException if it is no ONNX file, or too large, or its data are not as it says
   */
  public static ModelProto read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new ModelFileException(
            file,
            "at most " + MAX_BYTES + " bytes",
            size + "",
            "Larger models do not fit into one protobuf message with their weights");
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        CodedInputStream message = CodedInputStream.newInstance(in);
        message.setSizeLimit(Integer.MAX_VALUE);
        ModelProto model = ModelProto.parseFrom(message);
        if (model.getIrVersion() < 1 || model.getGraph().getNodeCount() == 0) {
          throw notOnnx(file, "a file without a graph");
        }
        return new ExternalData(file, size).inline(model);
      }
    } catch (NoSuchFileException missing) {
      throw new ModelFileException(file, "an ONNX file", "none", "Check the path");
    } catch (InvalidProtocolBufferException broken) {
      throw notOnnx(file, "bytes that are none");
    } catch (IOException unreadable) {
      throw new ModelFileException(
          file, "a file that can be read", unreadable.toString(), "Make it readable");
    }
  }

  /** Writes a model; readers see the old file or the new one, never a part. */
  public static void write(ModelProto model, Path file) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        model.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static ModelFileException notOnnx(Path file, String found) {
    return new ModelFileException(
        file,
        "a whole ONNX file",
        found,
        "Copy it again and compare its sha256: it may be cut off or a placeholder");
  }
}
