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
 * after one round that does not count. Who fails is out.
 */
final class WorkerContest {
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

  /** Runs them: one round more than counts. */
  List<WorkerStanding> compete(int counted) throws InterruptedException, IOException {
    for (int round = 0; round <= counted; round++) {
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

  private void attempt(PredictorKind kind, int round) throws InterruptedException, IOException {
    try {
      WorkerRound run = arena.run(kind);
      if (round > 0) {
        rounds.computeIfAbsent(kind, k -> new ArrayList<>()).add(run);
      }
      Verdict verdict = run.verdict();
      progress.accept(
          "%s %s: %,.0f predictions/s%s"
              .formatted(
                  round == 0 ? "warm-up" : "round " + round,
                  kind.title(),
                  run.perSecond(),
                  verdict == null || verdict.clean() ? "" : " " + verdict));
    } catch (ChildFailure e) {
      failures.put(kind, String.valueOf(e.getMessage()));
      progress.accept("%s is out: %s".formatted(kind.title(), e.getMessage()));
      arena.dismiss(kind);
    }
  }
}
