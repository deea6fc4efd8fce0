package io.sensorium.bench.worker;

import io.sensorium.bench.jvm.ChildFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All contenders over the same topics, in an order that turns round from one round to the next,
 * once they are warm. Who fails is out.
 */
final class WorkerContest {
  private static final int WARM_UP = 0;

  private final WorkerArena arena;
  private final List<PredictorKind> kinds;
  private final Consumer<String> progress;
  private final Map<PredictorKind, List<WorkerRound>> rounds = new EnumMap<>(PredictorKind.class);
  private final Map<PredictorKind, String> failures = new EnumMap<>(PredictorKind.class);

  WorkerContest(WorkerArena arena, List<PredictorKind> kinds, Consumer<String> progress) {
    this.arena = arena;
    this.kinds = List.copyOf(kinds);
    this.progress = progress;
  }

  /**
   * Runs them.
   *
   * @param warmUp seconds that each works before anything counts, a run at least
   * @param counted rounds
   */
  List<WorkerStanding> compete(int warmUp, int counted) throws InterruptedException, IOException {
    Map<PredictorKind, Double> worked = new EnumMap<>(PredictorKind.class);
    while (!still(worked, warmUp).isEmpty()) {
      for (PredictorKind kind : still(worked, warmUp)) {
        worked.merge(kind, attempt(kind, WARM_UP), Double::sum);
      }
    }
    for (int round = 1; round <= counted; round++) {
      List<PredictorKind> order = new ArrayList<>(kinds);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (PredictorKind kind : order) {
        if (!failures.containsKey(kind)) {
          attempt(kind, round);
        }
      }
    }
    return kinds.stream()
        .map(
            kind ->
                new WorkerStanding(kind, rounds.getOrDefault(kind, List.of()), failures.get(kind)))
        .toList();
  }

  /** Who is not warm yet. */
  private List<PredictorKind> still(Map<PredictorKind, Double> worked, int seconds) {
    return kinds.stream()
        .filter(kind -> !failures.containsKey(kind))
        .filter(kind -> !worked.containsKey(kind) || worked.get(kind) < seconds)
        .toList();
  }

  /** One run; returns how many seconds it took. */
  private double attempt(PredictorKind kind, int round) throws InterruptedException, IOException {
    long began = System.nanoTime();
    try {
      WorkerRound run = arena.run(kind);
      if (round != WARM_UP) {
        rounds.computeIfAbsent(kind, k -> new ArrayList<>()).add(run);
      }
      Verdict verdict = run.verdict();
      progress.accept(
          "%s %s: %,.0f predictions/s%s"
              .formatted(
                  round == WARM_UP ? "warm-up" : "round " + round,
                  kind.title(),
                  run.perSecond(),
                  verdict == null || verdict.clean() ? "" : " " + verdict));
    } catch (ChildFailure e) {
      failures.put(kind, String.valueOf(e.getMessage()));
      progress.accept("%s is out: %s".formatted(kind.title(), e.getMessage()));
      arena.dismiss(kind);
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
