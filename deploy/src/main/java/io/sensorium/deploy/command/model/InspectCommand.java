package io.sensorium.deploy.command.model;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.onnx.ModelInspection;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.repository.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a model file is. */
@Command(
    name = "inspect",
    description = "Inputs, outputs, operators, size and whether it loads here.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "An ONNX file.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file + ": expected an ONNX file, found none. Check the path.");
    }
    ModelInspection.describe(ModelFile.of(file), OnnxRuntime.open(OnnxSettings.DEFAULT))
        .lines()
        .forEach(System.out::println);
    return 0;
  }
}
