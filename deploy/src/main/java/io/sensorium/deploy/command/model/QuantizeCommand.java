package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.model.file.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model smaller and faster, by the scheme that is asked for. */
@Command(
    name = "quantize",
    description =
        "Quantize an ONNX model; says what it costs in quality and gains in size and time.")
final class QuantizeCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "An .onnx file in float, or a model of a repository: FOLDER/MODEL[/VERSION].")
  private Path model = Path.of("");

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      defaultValue = "static",
      description =
          "static: weights and activations on 8 bits, with samples (default). dynamic: products on"
              + " 8 bits, scaled in each run; for transformers. weights: only stored on few bits.")
  private String scheme = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the quantized model goes; beside the model's file unless said.")
  private @Nullable Path out;

  @Mixin private FixOptions fix = new FixOptions();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @ArgGroup(exclusive = false, heading = "Of --scheme static:%n")
  private StaticOptions statics = new StaticOptions();

  @ArgGroup(exclusive = false, heading = "Of --scheme weights:%n")
  private WeightsOptions weights = new WeightsOptions();

  @ArgGroup(exclusive = false, heading = "Of --scheme dynamic and weights:%n")
  private TrialOptions trial = new TrialOptions();

  @Override
  public Integer call() throws IOException {
    QuantizeTarget target = QuantizeTarget.of(model);
    QuantizeScheme chosen = scheme();
    Path result = out == null ? target.beside(chosen.variant()) : out;
    if (Files.exists(result) && Files.isSameFile(result, target.file())) {
      throw new ConfigException(
          result + ": expected another file than the model itself. Correct --out.");
    }
    ModelProto floats = fix.applied(OnnxFile.read(target.file()));
    QuantizeScheme.Outcome outcome = chosen.quantize(target, floats, System.err::println);
    WrittenModel.write(outcome.model(), result);
    QuantizeReport.of(target, floats, result, outcome).forEach(System.out::println);
    return 0;
  }

  private QuantizeScheme scheme() {
    return switch (scheme) {
      case "static" -> new StaticScheme(statics, connection);
      case "dynamic" -> new DynamicScheme(statics, trial);
      case "weights" -> new WeightsScheme(weights, statics, trial);
      default ->
          throw new ConfigException(
              "--scheme: expected static, dynamic or weights, found '" + scheme + "'. Correct it.");
    };
  }
}
