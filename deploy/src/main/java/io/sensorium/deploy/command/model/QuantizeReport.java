package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.onnx.AlternatingTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the command prints once a model is quantized. */
final class QuantizeReport {
  private QuantizeReport() {}

  static List<String> of(
      QuantizeTarget target, ModelProto floats, Path result, QuantizeScheme.Outcome outcome) {
    long before = floats.getSerializedSize();
    long after = outcome.model().getSerializedSize();
    List<String> lines = new ArrayList<>();
    lines.add("model     " + target.file());
    lines.add("written   " + result);
    lines.add(
        String.format(
            Locale.ROOT,
            "size      %,d -> %,d bytes, %.2f of it",
            before,
            after,
            (double) after / before));
    lines.addAll(outcome.lines());
    outcome
        .sample()
        .map(sample -> AlternatingTimes.measure(floats, outcome.model(), sample))
        .ifPresent(times -> lines.addAll(lines(times)));
    return lines;
  }

  private static List<String> lines(AlternatingTimes times) {
    double ratio = times.firstMs() / times.secondMs();
    String time =
        String.format(
            Locale.ROOT,
            "time      %.2f -> %.2f ms a run, %.2f times as fast (one thread, median of %d,"
                + " alternating)",
            times.firstMs(),
            times.secondMs(),
            ratio,
            times.runs());
    return ratio >= 1
        ? List.of(time)
        : List.of(time, "WARNING   it is slower than in float on this processor");
  }
}
