package io.sensorium.worker.metrics;

import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tally.TalliedModel;
import io.sensorium.worker.tally.Via;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts and times what the models of the pipeline do. Thread-safe. */
public final class MeasuredRuntime implements ModelRuntime {
  private static final String NO_VERSION = "1";

  private final ModelRuntime runtime;
  private final Path root;
  private final ModelTallies tallies;
  private final LongSupplier nanoTime;

  /**
   * @param root the model repository's folder, below which a model's file says its name and version
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public MeasuredRuntime(
      ModelRuntime runtime, Path root, ModelTallies tallies, LongSupplier nanoTime) {
    this.runtime = runtime;
    this.root = root;
    this.tallies = tallies;
    this.nanoTime = nanoTime;
  }

  @Override
  public List<String> variants() {
    return runtime.variants();
  }

  @Override
  public int lanes() {
    return runtime.lanes();
  }

  @Override
  public ModelSession load(Path model) {
    ModelSession session = runtime.load(model);
    ModelTally tally = tallies.of(subject(model));
    tally.opened();
    return new MeasuredSession(session, tally, nanoTime);
  }

  /** {@code <root>/<model>/<version>/<file>}; a folder without versions has only the one. */
  private TalliedModel subject(Path file) {
    Path inside = file.startsWith(root) ? root.relativize(file) : file;
    int names = inside.getNameCount();
    String version = names > 1 ? inside.getName(names - 2).toString() : "";
    if (names > 2 && version.matches("\\d+")) {
      return new TalliedModel(inside.getName(names - 3).toString(), version, Via.PIPELINE);
    }
    return new TalliedModel(inside.getName(0).toString(), NO_VERSION, Via.PIPELINE);
  }
}
