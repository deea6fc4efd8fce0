package io.sensorium.worker.rollout;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Watches over a graph with a new version: a moment on which its models fail goes to a graph that
 * has stood the test, and once too many of the last moments failed in the one and not in the other,
 * the new version has failed its trial. Moments that fail in both say nothing of it. Thread-safe.
 */
final class Trial {
  private final Supplier<RunningGraph> standIn;
  private final int tooMany;
  private final boolean[] worse;
  private final Consumer<String> failed;
  private int at;
  private int count;
  private boolean over;

  /**
   * @param standIn the graph that has stood the test
   * @param failed told once, with the reason; on a thread of a graph, so it must not wait
   */
  Trial(Supplier<RunningGraph> standIn, RollBackConfig config, Consumer<String> failed) {
    this.standIn = standIn;
    this.tooMany = config.tooMany();
    this.worse = new boolean[config.moments()];
    this.failed = failed;
  }

  RunningGraph standIn() {
    return standIn.get();
  }

  /**
   * A moment is done.
   *
   * @param stoodIn whether it failed here and not there
   */
  void add(boolean stoodIn) {
    if (lost(stoodIn)) {
      failed.accept(
          "expected fewer than %d of the last %d moments to fail in it and not in the version before, found %d"
              .formatted(tooMany, worse.length, tooMany));
    }
  }

  private synchronized boolean lost(boolean stoodIn) {
    count += (stoodIn ? 1 : 0) - (worse[at] ? 1 : 0);
    worse[at] = stoodIn;
    at = (at + 1) % worse.length;
    boolean now = !over && count >= tooMany;
    over |= now;
    return now;
  }
}
