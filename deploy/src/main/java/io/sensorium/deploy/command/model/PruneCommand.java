package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.sensorium.config.ConfigException;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.prune.ChannelNorm;
import io.sensorium.model.prune.ChannelPruner;
import io.sensorium.model.prune.GzipSize;
import io.sensorium.model.prune.MagnitudePruning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes weights or channels out of a model. */
@Command(
    name = "prune",
    description = "Zero the smallest weights (size), or take out the least channels (speed).")
final class PruneCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "An ONNX file.")
  private Path file = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Becomes the model.")
  private Path out = Path.of("");

  @Option(
      names = "--sparsity",
      paramLabel = "SHARE",
      description = "Share of weights to zero, such as 0.5: compresses better, runs no faster.")
  private @Nullable Double sparsity;

  @Option(
      names = "--per-layer",
      description = "Zero that share of each layer; one threshold for all layers otherwise.")
  private boolean perLayer;

  @Option(
      names = "--channels",
      paramLabel = "SHARE",
      description = "Share of each layer's channels to take out: smaller and faster.")
  private @Nullable Double channels;

  @Option(
      names = "--norm",
      paramLabel = "L1|L2",
      description = "What makes a channel important: its weights' magnitudes, or their squares.")
  private ChannelNorm norm = ChannelNorm.L2;

  @Option(
      names = "--multiple-of",
      paramLabel = "N",
      description = "Leave a multiple of N channels in layers of at least 2 N; 1 by default.")
  private int multiple = 1;

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "NODE",
      description = "Nodes whose weights and channels stay.")
  private Set<String> keep = new HashSet<>();

  @Mixin private TrialOptions trial = new TrialOptions();

  @Override
  public Integer call() throws IOException {
    Double zeroed = sparsity;
    Double removed = channels;
    ModelProto model = ConstantForm.of(OnnxFile.read(file));
    ModelProto pruned;
    if (zeroed != null && removed == null) {
      pruned = ModelWork.explained(file, () -> withZeros(model, zeroed));
    } else if (removed != null && zeroed == null) {
      pruned = ModelWork.explained(file, () -> withoutChannels(model, removed));
    } else {
      throw new ConfigException("expected one of --sparsity and --channels, found none or both");
    }
    WrittenModel.write(pruned, out);
    trial.print(file, model, pruned);
    return 0;
  }

  private ModelProto withZeros(ModelProto model, double share) {
    MagnitudePruning.Result result = MagnitudePruning.prune(model, share, !perLayer, keep);
    System.out.printf(
        "zeros      %,d of %,d weights (%.1f %%); this brings size, not speed%n",
        result.zeros(), result.weights(), 100.0 * result.zeros() / Math.max(1, result.weights()));
    System.out.printf(
        "compressed %,d bytes before, %,d after (gzip)%n",
        GzipSize.of(model.toByteArray()), GzipSize.of(result.model().toByteArray()));
    return result.model();
  }

  private ModelProto withoutChannels(ModelProto model, double share) throws OrtException {
    ChannelPruner.Result result =
        ChannelPruner.prune(model, GraphValues.of(model), share, norm, multiple, keep);
    for (ChannelPruner.Layer layer : result.layers()) {
      System.out.printf(
          "channels   %4d -> %4d  %s%s%n",
          layer.before(),
          layer.after(),
          layer.title(),
          layer.reason() == null ? "" : " (" + layer.reason() + ")");
    }
    System.out.printf(
        "parameters %,d before, %,d after%n", result.parametersBefore(), result.parametersAfter());
    return result.model();
  }
}
