package io.sensorium.worker.onnx;

import ai.onnxruntime.OrtException;
import io.sensorium.worker.tensor.ModelException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in our words why ONNX Runtime refused a file. */
final class LoadFailure {
  private static final Pattern UNKNOWN_OPERATOR =
      Pattern.compile("(\\S+?)\\(-?\\d+\\) is not a registered function/op");
  private static final Pattern UNKNOWN_DOMAIN_OPERATOR =
      Pattern.compile("No Op registered for (\\S+)");
  private static final Pattern INVALID_NODE = Pattern.compile("In Node, \\(\"[^\"]*\", (\\w+)");
  private static final int LONG = 300;

  private LoadFailure() {}

  static ModelException of(Path model, String version, OrtException refused) {
    String text = String.valueOf(refused.getMessage());
    for (Pattern pattern : new Pattern[] {UNKNOWN_OPERATOR, UNKNOWN_DOMAIN_OPERATOR}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return failure(
            model,
            "operators that ONNX Runtime " + version + " knows",
            "operator " + matcher.group(1),
            "Export the model without it, with its work done before or after the model",
            refused);
      }
    }
    return switch (refused.getCode()) {
      case ORT_INVALID_PROTOBUF, ORT_NO_MODEL ->
          failure(
              model,
              "a whole ONNX file",
              "bytes that are none",
              "Copy it again and compare its sha256: it may be cut off or a placeholder",
              refused);
      case ORT_INVALID_GRAPH -> {
        Matcher node = INVALID_NODE.matcher(text);
        yield failure(
            model,
            "a valid ONNX graph",
            (node.find() ? "an invalid node of operator " + node.group(1) + ": " : "")
                + shortened(text),
            "Export the model again with standard operators",
            refused);
      }
      default ->
          failure(
              model,
              "a model that ONNX Runtime " + version + " can load",
              shortened(text),
              "Check the model with its own tools or export it again",
              refused);
    };
  }

  private static ModelException failure(
      Path model, String expected, String found, String fix, OrtException cause) {
    return new ModelException(model.toString(), expected, found, fix, cause);
  }

  private static String shortened(String text) {
    return text.length() <= LONG ? text : text.substring(0, LONG) + " …";
  }
}
