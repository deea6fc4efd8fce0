package io.sensorium.model.search;

import io.sensorium.model.distil.Distillation;
import io.sensorium.model.distil.StudentExport;
import io.sensorium.model.distil.Teacher;
import io.sensorium.model.distil.Teaching;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Marks;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Chooses a student: first by time, before any has learned, then by what they learn. */
public final class ArchitectureSearch {
  private final Distillation distillation;
  private final Teacher teacher;
  private final Teaching teaching;
  private final Function<byte[], OnnxRunner> open;
  private final Consumer<String> progress;

  /**
   * @param teaching of the student that is chosen; candidates are taught for fewer epochs
   * @param open opens a model given as bytes
   * @param progress is told a line a training
   */
  public ArchitectureSearch(
      Distillation distillation,
      Teacher teacher,
      Teaching teaching,
      Function<byte[], OnnxRunner> open,
      Consumer<String> progress) {
    this.distillation = distillation;
    this.teacher = teacher;
    this.teaching = teaching;
    this.open = open;
    this.progress = progress;
  }

  /**
   * Searches.
   *
   * @param budgetMicros the most that a run may take
   * @return what was found, with the one to train to the end
   * @throws IllegalArgumentException if none is fast enough
   */
  public Found run(List<Blueprint> blueprints, double budgetMicros) throws InterruptedException {
    List<Candidate> measured = measured(blueprints, budgetMicros);
    List<Candidate> fast = measured.stream().filter(Candidate::within).toList();
    if (fast.isEmpty()) {
      double fastest = measured.stream().mapToDouble(Candidate::micros).min().orElse(Double.NaN);
      throw new IllegalArgumentException(
          "expected a candidate of at most %.0f us a run, found %.0f us for the fastest; give more"
                  .formatted(budgetMicros, fastest)
              + " time or narrower candidates");
    }
    SuccessiveHalving halving =
        new SuccessiveHalving(Math.max(2, teaching.epochs() / 8), teaching.epochs());
    List<List<Marks>> rounds =
        halving.run(
            fast.size(), (candidate, epochs, round) -> trial(fast.get(candidate), epochs, round));
    List<Candidate> all = new ArrayList<>();
    int place = 0;
    for (Candidate one : measured) {
      all.add(one.within() ? judged(one, rounds.get(place++)) : one);
    }
    Blueprint best = fast.get(SuccessiveHalving.winner(rounds)).blueprint();
    return new Found(all, best, budgetMicros, halving, distillation.measure(teaching));
  }

  private Marks trial(Candidate candidate, int epochs, int round) throws InterruptedException {
    Marks marks =
        distillation
            .teach(candidate.blueprint(), teaching.shortened(epochs), line -> {})
            .validation();
    progress.accept(
        "round %d, %d epochs, %s: validation loss %.4f, %.2f %%"
            .formatted(
                round, epochs, candidate.blueprint().key(), marks.loss(), 100 * marks.accuracy()));
    return marks;
  }

  private List<Candidate> measured(List<Blueprint> blueprints, double budgetMicros) {
    List<Network> networks =
        blueprints.stream().map(b -> distillation.untaught(b, teaching.seed())).toList();
    List<byte[]> models =
        networks.stream()
            .map(n -> StudentExport.of(n, teacher, distillation.material()).toByteArray())
            .toList();
    float[] sample = distillation.material().rows().get(distillation.split().validation().get(0));
    List<Map<String, float[]>> samples =
        Collections.nCopies(models.size(), Map.of(teacher.input(), sample));
    List<Double> micros = RunTimes.medians(models, samples, open);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      candidates.add(
          new Candidate(
              blueprints.get(i),
              networks.get(i).parameters().length,
              micros.get(i),
              micros.get(i) <= budgetMicros,
              List.of()));
    }
    return candidates;
  }

  private static Candidate judged(Candidate one, List<Marks> rounds) {
    return new Candidate(one.blueprint(), one.parameters(), one.micros(), true, rounds);
  }
}
