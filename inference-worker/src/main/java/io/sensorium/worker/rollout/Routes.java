package io.sensorium.worker.rollout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes which graph gets which moments: at once, and what is no longer needed is closed when its
 * last moment is done. Each change also may come from a trial that failed, on a thread of a graph,
 * so none waits. Thread-safe.
 */
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final LivePredictor live;
  private final RollBackConfig rollBack;
  private final RolloutTally tally;
  private final Later later;
  private final Executor closing;

  /** Graphs that are retired and not closed yet. */
  private final Map<RunningGraph, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

  private final VersionLedger ledger;

  /**
   * @param later runs what comes after a while
   * @param closing a thread on which graphs may take their time to close
   */
  Routes(
      LivePredictor live,
      RollBackConfig rollBack,
      RolloutTally tally,
      Later later,
      Executor closing,
      VersionLedger ledger) {
    this.live = live;
    this.rollBack = rollBack;
    this.tally = tally;
    this.later = later;
    this.closing = closing;
    this.ledger = ledger;
  }

  Routing now() {
    return live.routing();
  }

  /**
   * Gives all moments to a graph; the one before is kept ready for a while. Ends canary and shadow.
   *
   * @param base what the graph was made from
   * @return false where that no longer serves; nothing is then changed
   */
  synchronized boolean serve(RunningGraph graph, RunningGraph base) {
    Routing before = now();
    if (before.serving() != base) {
      return false;
    }
    boolean keep = !rollBack.within().isZero();
    graph.trial(keep ? trial(graph, () -> base) : null);
    live.route(new Routing(graph, keep ? base : null, null, null));
    base.trial(null);
    tally.switched();
    retire(keep ? null : base);
    retire(before.previous());
    end(before.canary());
    end(before.shadow());
    if (keep) {
      later.run(() -> settle(graph), rollBack.within());
    }
    return true;
  }

  /**
   * Gives all moments to the graph that was kept ready.
   *
   * @param suits whether it is the one that is wanted
   * @return whether it was there and was wanted
   */
  synchronized boolean goBack(Predicate<RunningGraph> suits) {
    Routing before = now();
    RunningGraph previous = before.previous();
    if (previous == null || !suits.test(previous)) {
      return false;
    }
    live.route(before.withServing(previous));
    tally.switched();
    retire(before.serving());
    return true;
  }

  /** Gives a share of the sites to a canary instead of the one there is; null for none. */
  synchronized void canary(Routing.@Nullable Canary canary) {
    Routing before = now();
    if (canary != null && canary.graph().trial() == null) {
      canary.graph().trial(trial(canary.graph(), () -> now().serving()));
    }
    live.route(before.withCanary(canary));
    if (before.canary() != null && (canary == null || before.canary().graph() != canary.graph())) {
      end(before.canary());
    }
  }

  /** Lets a shadow run beside instead of the one there is; null for none. */
  synchronized void shadow(Routing.@Nullable Shadow shadow) {
    Routing before = now();
    live.route(before.withShadow(shadow));
    end(before.shadow());
  }

  /** Frees what was kept for a return; false where there was nothing. */
  synchronized boolean forget() {
    Routing before = now();
    live.route(before.withoutPrevious());
    before.serving().trial(null);
    retire(before.previous());
    return before.previous() != null;
  }

  /** Closes a graph that never got, or no longer gets, moments, once the last is done. */
  void retire(@Nullable RunningGraph graph) {
    if (graph != null) {
      CompletableFuture<Void> closed =
          graph.retire().thenRunAsync(graph.predictor()::close, closing);
      open.put(graph, closed);
      var unused =
          closed.whenComplete(
              (done, failure) -> {
                open.remove(graph);
                if (failure != null) {
                  LOG.warn("A graph did not close", failure);
                }
              });
    }
  }

  /** Waits for all moments and closes all graphs; the predictor must take no more. */
  void close() {
    Routing last = now();
    end(last.shadow());
    retire(last.serving());
    end(last.canary());
    awaitClosed();
    // Until then it stood in for the others.
    retire(last.previous());
    awaitClosed();
  }

  private void awaitClosed() {
    for (CompletableFuture<Void> closed : List.copyOf(open.values())) {
      closed.exceptionally(told -> null).join();
    }
  }

  private Trial trial(RunningGraph graph, Supplier<RunningGraph> standIn) {
    return new Trial(standIn, rollBack, reason -> withdraw(graph, reason));
  }

  private synchronized void withdraw(RunningGraph graph, String reason) {
    Routing before = now();
    VersionName version = graph.change();
    RunningGraph previous = before.previous();
    Routing.Canary canary = before.canary();
    if (version == null) {
      return;
    }
    if (before.serving() == graph && previous != null) {
      giveUp(graph, version, reason, before.withServing(previous));
      ledger.wentBack(version.model());
    } else if (canary != null && canary.graph() == graph) {
      giveUp(graph, version, reason, before.withCanary(null));
    }
  }

  private void giveUp(RunningGraph graph, VersionName version, String reason, Routing after) {
    LOG.error("{} IS GIVEN UP, the version before serves: {}", version, reason);
    // First of all, so that nobody takes it for one that should serve.
    ledger.refuse(version, graph.files(), reason);
    live.route(after);
    tally.returned();
    retire(graph);
  }

  private synchronized void settle(RunningGraph graph) {
    if (now().serving() == graph && forget()) {
      LOG.info("{} has stood its trial; the version before is unloaded", graph.change());
    }
  }

  private void end(Routing.@Nullable Canary canary) {
    retire(canary == null ? null : canary.graph());
  }

  private void end(Routing.@Nullable Shadow shadow) {
    if (shadow != null) {
      shadow.run().close();
      retire(shadow.graph());
    }
  }
}
