package io.sensorium.bench.fusion;

import io.sensorium.bench.jvm.ChildFailure;
import io.sensorium.bench.truth.Oracle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All contenders over the same topics, in an order that turns round from one round to the next,
 * after one round that does not count; then each beside a live load. Who fails is out.
 */
final class FusionContest {
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private final Arena arena;
  private final List<ContenderKind> kinds;
  private final Consumer<String> progress;
  private final Map<ContenderKind, List<Round>> rounds = new EnumMap<>(ContenderKind.class);
  private final Map<ContenderKind, Latency> latencies = new EnumMap<>(ContenderKind.class);
  private final Map<ContenderKind, String> failures = new EnumMap<>(ContenderKind.class);

  FusionContest(Arena arena, List<ContenderKind> kinds, Consumer<String> progress) {
    this.arena = arena;
    this.kinds = List.copyOf(kinds);
    this.progress = progress;
    kinds.forEach(kind -> rounds.put(kind, new ArrayList<>()));
  }

  /** Runs all over what is on the topics: one round more than counts. */
  void compete(int counted, Oracle oracle) throws Exception {
    for (int round = 0; round <= counted; round++) {
      List<ContenderKind> order = new ArrayList<>(kinds);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (ContenderKind kind : order) {
        String name = round == 0 ? "warm-up" : "round " + round;
        List<Round> done = round == 0 ? new ArrayList<>() : rounds.getOrDefault(kind, List.of());
        attempt(
            kind,
            () -> {
              Round run = arena.run(kind, oracle);
              done.add(run);
              progress.accept(
                  "%s %s: %,.0f events/s".formatted(name, kind.title(), run.eventsPerSecond()));
            });
      }
    }
  }

  /** Runs those that write anything beside a live load. */
  void race(SourceLoad load) throws Exception {
    for (ContenderKind kind : kinds) {
      if (kind.output() != ContenderKind.Output.NOTHING) {
        attempt(
            kind,
            () -> {
              Latency latency = arena.live(kind, load, WARM_UP);
              latencies.put(kind, latency);
              progress.accept(
                  "live %s: p50 %.0f ms, p99 %.0f ms"
                      .formatted(kind.title(), latency.p50Ms(), latency.p99Ms()));
            });
      }
    }
  }

  /** What has come of it so far. */
  List<Standing> standings() {
    return kinds.stream()
        .map(
            kind ->
                new Standing(
                    kind,
                    rounds.getOrDefault(kind, List.of()),
                    latencies.get(kind),
                    failures.get(kind)))
        .toList();
  }

  private interface Run {
    void run() throws Exception;
  }

  private void attempt(ContenderKind kind, Run run) throws Exception {
    if (failures.containsKey(kind)) {
      return;
    }
    try {
      run.run();
    } catch (ChildFailure e) {
      failures.put(kind, String.valueOf(e.getMessage()));
      progress.accept("%s is out: %s".formatted(kind.title(), e.getMessage()));
      arena.dismiss(kind);
    }
  }
}
