package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.anatomy.Anatomy;
import io.sensorium.model.anatomy.AnatomyText;
import io.sensorium.model.anatomy.FitText;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.onnx.ShapesOfRun;
import io.sensorium.worker.onnx.ModelInspection;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.repository.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a model file is. */
@Command(
    name = "inspect",
    description = "Inputs, outputs, operators, size, work, and whether it loads here.")
final class InspectCommand implements Callable<Integer> {
  /** Read into memory a few times over. */
  private static final long MOST_BYTES = 512L << 20;

  @Parameters(index = "0", paramLabel = "FILE", description = "An ONNX file.")
  private Path file = Path.of("");

  @Mixin private FixOptions fix = new FixOptions();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file + ": expected an ONNX file, found none. Check the path.");
    }
    ModelInspection inspection =
        ModelInspection.describe(ModelFile.of(file), OnnxRuntime.open(OnnxSettings.DEFAULT));
    inspection.lines().forEach(System.out::println);
    if (inspection.signature() != null) {
      anatomy(inspection.bytes()).forEach(System.out::println);
    }
    return 0;
  }

  /** What a run takes; of whole files only, since shapes are found on the model in memory. */
  private List<String> anatomy(long bytes) throws IOException {
    if (bytes > MOST_BYTES) {
      return List.of("work      not counted: the file has more than " + MOST_BYTES + " bytes");
    }
    ModelProto model = fix.applied(ModelProto.parseFrom(Files.readAllBytes(file)));
    boolean whole =
        model.getGraph().getInitializerList().stream()
            .allMatch(tensor -> tensor.getExternalDataCount() == 0);
    if (!whole) {
      return List.of("work      not counted: weights are in other files");
    }
    // Branches that a fixed input decides are gone from the simplified model.
    ModelProto counted = fix.any() ? OnnxModel.simplified(model) : model;
    List<String> lines = new ArrayList<>(AnatomyText.lines(Anatomy.of(counted, new ShapesOfRun())));
    lines.addAll(FitText.lines(counted, OnnxModel::simplified));
    return lines;
  }
}
