package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.half.HalfConversion;
import io.sensorium.model.half.HalfReport;
import io.sensorium.model.onnx.GraphValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model compute in half precision. */
@Command(
    name = "half",
    description = "Convert a float model to half precision: half the size, faster on GPUs.")
final class HalfCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "An ONNX file, opset 11 to 21.")
  private Path file = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Becomes the model.")
  private Path out = Path.of("");

  @Option(
      names = "--io",
      description = "Make inputs and outputs halves too; they stay float otherwise.")
  private boolean halfEnds;

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "NODE|OPERATOR",
      description = "Nodes, or all nodes of an operator, that stay in float; Softmax, for one.")
  private Set<String> keep = new HashSet<>();

  @Mixin private TrialOptions trial = new TrialOptions();

  @Override
  public Integer call() throws IOException {
    ModelProto model = ConstantForm.of(OnnxFile.read(file));
    HalfConversion.Result result =
        ModelWork.explained(
            file, () -> HalfConversion.convert(model, GraphValues.of(model), keep, halfEnds));
    WrittenModel.write(result.model(), out);
    print(result.report());
    trial.print(file, model, result.model());
    return 0;
  }

  private static void print(HalfReport report) {
    System.out.printf(
        "half       %d nodes, %d in float %s, %d Casts between%n",
        report.halfNodes(),
        report.floatNodes().values().stream().mapToInt(Integer::intValue).sum(),
        report.floatNodes(),
        report.casts());
    System.out.printf(
        "weights    %,d values; %d beyond the range of a half became the largest, %d too small"
            + " became 0%n",
        report.weights(), report.clamped(), report.vanished());
  }
}
