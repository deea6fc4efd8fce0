package io.sensorium.model.distil;

import io.sensorium.model.family.Blueprint;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.EarlyStopping;
import io.sensorium.model.network.learning.Marks;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.network.learning.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Teaches students on the training part of the material, until its validation part says that it is
 * enough; the same seed gives the same student on any number of threads.
 */
public final class Distillation {
  private static final int LARGE_PART = 320;
  private static final int BATCH = 8;

  private final Material material;
  private final Split split;
  private final ExecutorService threads;
  private final Rescale scale;

  /**
   * @param threads do the work; stay the caller's to close
   * @throws IllegalArgumentException if a part of the split is empty
   */
  public Distillation(Material material, Split split, ExecutorService threads) {
    if (split.training().isEmpty() || split.validation().isEmpty() || split.test().isEmpty()) {
      throw new IllegalArgumentException(
          "expected samples for training, validation and test, found %d, %d and %d; give more"
              .formatted(split.training().size(), split.validation().size(), split.test().size()));
    }
    this.material = material;
    this.split = split;
    this.threads = threads;
    this.scale = Rescale.standard(split.training().stream().map(material.rows()::get).toList());
  }

  public Material material() {
    return material;
  }

  public Split split() {
    return split;
  }

  /** A network with its first parameters, whose input is brought to mean 0 and deviation 1. */
  public Network untaught(Blueprint blueprint, long seed) {
    List<Unit> units = new ArrayList<>();
    units.add(scale);
    units.addAll(blueprint.units(material.shape(), material.classes()));
    return new Network(units, new SplittableRandom(seed));
  }

  /**
   * Teaches one.
   *
   * @param progress is told a line an epoch
   */
  public Student teach(Blueprint blueprint, Teaching teaching, Consumer<String> progress)
      throws InterruptedException {
    Network network = untaught(blueprint, teaching.seed());
    List<Integer> learned = usable(split.training(), teaching);
    List<Integer> watched = usable(split.validation(), teaching);
    if (learned.isEmpty() || watched.isEmpty()) {
      throw new IllegalArgumentException(
          "expected labelled samples for training and validation, found %d and %d; give more, or a"
                  .formatted(learned.size(), watched.size())
              + " soft share above 0");
    }
    int batch = learned.size() >= LARGE_PART ? 4 * BATCH : BATCH;
    Part training = new Part(material, learned, Math.max(batch, learned.size()));
    SoftLoss loss = loss(learned, teaching);
    SoftLoss seen = loss(watched, teaching);
    EarlyStopping stopping =
        new EarlyStopping(
            network,
            () -> marks(network, watched, seen),
            measure(teaching),
            teaching.epochs(),
            teaching.patience(),
            progress);
    new Trainer(threads)
        .trainWhile(
            network,
            training,
            (pass, of, place, index) -> loss.slopes(pass, of, place, index % learned.size()),
            new Recipe(teaching.epochs(), batch, 2e-3, 1e-3, teaching.seed()),
            stopping);
    stopping.restore();
    return new Student(blueprint, network, stopping.bestEpoch(), stopping.best());
  }

  /** What the share in validation is: of labels where all is labelled, else of equal answers. */
  public String measure(Teaching teaching) {
    return byLabel(usable(split.validation(), teaching)) ? "accuracy" : "agreement";
  }

  private boolean byLabel(List<Integer> places) {
    return places.stream().allMatch(material::labelled);
  }

  /** Those that there is something to learn from: all, unless labels alone count. */
  private List<Integer> usable(List<Integer> places, Teaching teaching) {
    return teaching.soft() > 0 ? places : places.stream().filter(material::labelled).toList();
  }

  private SoftLoss loss(List<Integer> places, Teaching teaching) {
    return new SoftLoss(material, places, teaching.temperature(), teaching.soft());
  }

  private Marks marks(Network network, List<Integer> places, SoftLoss loss) {
    boolean byLabel = byLabel(places);
    double[] sums = new double[2];
    run(
        network,
        material,
        places,
        (pass, place, index) -> {
          int sample = places.get(index);
          int truth = byLabel ? material.targets().get(sample) : material.answer(sample);
          sums[0] += loss.slopes(pass, network, place, index);
          sums[1] += pass.highest(place) == truth ? 1 : 0;
        });
    return new Marks(sums[0] / places.size(), sums[1] / places.size());
  }

  /** Sees one example at the end of a pass. */
  interface Look {
    void at(Pass pass, int place, int index);
  }

  /** Runs a network over samples, in their order. */
  static void run(Network network, Material material, List<Integer> places, Look look) {
    Pass pass = network.pass(BATCH);
    for (int from = 0; from < places.size(); from += BATCH) {
      int batch = Math.min(BATCH, places.size() - from);
      for (int i = 0; i < batch; i++) {
        pass.set(i, material.rows().get(places.get(from + i)), material.shape().channels());
      }
      pass.forward(network.units().size());
      for (int i = 0; i < batch; i++) {
        look.at(pass, i, from + i);
      }
    }
  }
}
