package io.sensorium.worker.onnx;

import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say of a model file.
 *
 * @param file the file, its variant and checksum
 * @param bytes the file's size
 * @param header what the file says of itself
 * @param signature what the model takes and gives; null where the runtime refuses it
 * @param refusal why the runtime refuses it; null where it does not
 * @param provider the execution provider that was asked
 */
public record ModelInspection(
    ModelFile file,
    long bytes,
    OnnxHeader header,
    @Nullable ModelSignature signature,
    @Nullable String refusal,
    String provider) {

  /**
   * Reads and loads a model file.
   *
   * @throws ModelException if it is no ONNX file at all
   * @throws io.sensorium.worker.repository.RepositoryException if it cannot be read
   */
  public static ModelInspection describe(ModelFile file, OnnxRuntime runtime) {
    OnnxHeader header = OnnxHeader.read(file.path());
    long bytes;
    try {
      bytes = Files.size(file.path());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    String provider = runtime.provider().label();
    try (ModelSession session = runtime.load(file.path())) {
      return new ModelInspection(file, bytes, header, session.signature(), null, provider);
    } catch (ModelException refused) {
      return new ModelInspection(
          file, bytes, header, null, String.valueOf(refused.getMessage()), provider);
    }
  }

  /** Lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("file      " + file.path());
    lines.add("variant   " + file.variant());
    lines.add(String.format(Locale.ROOT, "size      %,d bytes", bytes));
    lines.add("sha256    " + file.sha256());
    lines.add("format    IR " + header.irVersion() + ", opsets " + header.opsets());
    lines.add("operators " + header.operators());
    if (signature != null) {
      lines.add("provider  " + provider + ", loads");
      signature.inputs().forEach(tensor -> lines.add("input     " + line(tensor)));
      signature.outputs().forEach(tensor -> lines.add("output    " + line(tensor)));
    } else {
      lines.add("provider  " + provider + ", refused: " + refusal);
    }
    return lines;
  }

  private static String line(TensorDescription tensor) {
    ElementType type = tensor.type();
    return tensor.name() + " " + type.name().toLowerCase(Locale.ROOT) + " " + tensor.shape();
  }
}
