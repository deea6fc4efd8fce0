package io.sensorium.worker.rollout;

import io.sensorium.event.Stage;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.rollout.compare.Answered;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The way of moments through graphs that change. A moment stays in the graph that it was given to;
 * the next one of its site may be given to another, in which models with state then begin anew and
 * say so. While a new version is on trial, a moment on which it fails is given to the version
 * before.
 */
final class LivePredictor implements Predictor {
  private final Executor standIns;
  private final RolloutTally tally;
  private final Set<String> inputs;
  private final boolean stateful;
  private volatile Routing routing;
  private volatile boolean closed;

  /**
   * @param standIns one thread, on which a graph may block
   */
  LivePredictor(RunningGraph first, Executor standIns, RolloutTally tally) {
    this.routing = new Routing(first, null, null, null);
    this.inputs = first.predictor().inputs();
    this.stateful = first.predictor().stateful();
    this.standIns = standIns;
    this.tally = tally;
  }

  /** The same for every graph. */
  @Override
  public Set<String> inputs() {
    return inputs;
  }

  /** No graph comes in that carries state where the first does not. */
  @Override
  public boolean stateful() {
    return stateful;
  }

  @Override
  public CompletableFuture<Outcome> submit(MomentPayloads moment) throws InterruptedException {
    RunningGraph graph = enter(moment.moment().getSite());
    CompletableFuture<Answered> answer = new CompletableFuture<>();
    try {
      var unused =
          graph
              .predictor()
              .submit(moment)
              .whenComplete((outcome, bug) -> take(graph, moment, answer, outcome, bug));
    } catch (InterruptedException | RuntimeException notTaken) {
      graph.leave();
      throw notTaken;
    }
    Routing.Shadow shadow = routing.shadow();
    if (shadow != null) {
      shadow.run().offer(moment, answer);
    }
    return answer.whenComplete((any, bug) -> graph.leave()).thenApply(Answered::outcome);
  }

  /** Takes no more; whoever holds the graphs closes them. */
  @Override
  public void close() {
    closed = true;
  }

  Routing routing() {
    return routing;
  }

  /** From now on moments go that way. Graphs that are no longer in it may then be retired. */
  void route(Routing other) {
    routing = other;
  }

  private RunningGraph enter(String site) {
    while (!closed) {
      RunningGraph graph = routing.graphFor(site);
      if (graph.enter()) {
        return graph;
      }
      // Switched between the two lines: the next look finds the graph that serves now.
    }
    throw new IllegalStateException("the predictor is closed");
  }

  private void take(
      RunningGraph graph,
      MomentPayloads moment,
      CompletableFuture<Answered> answer,
      @Nullable Outcome outcome,
      @Nullable Throwable bug) {
    Trial trial = graph.trial();
    if (trial != null && failed(outcome)) {
      standIns.execute(() -> standIn(graph, trial, moment, answer, outcome, bug));
      return;
    }
    if (trial != null) {
      trial.add(false);
    }
    complete(graph, answer, outcome, bug);
  }

  private void standIn(
      RunningGraph graph,
      Trial trial,
      MomentPayloads moment,
      CompletableFuture<Answered> answer,
      @Nullable Outcome failure,
      @Nullable Throwable bug) {
    RunningGraph other = trial.standIn();
    if (!other.enter()) {
      complete(graph, answer, failure, bug);
      return;
    }
    CompletableFuture<Outcome> second;
    try {
      second = other.predictor().submit(moment);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      second = CompletableFuture.failedFuture(interrupted);
    } catch (RuntimeException refused) {
      second = CompletableFuture.failedFuture(refused);
    }
    var unused =
        second.whenComplete(
            (outcome, otherBug) -> {
              boolean better = !failed(outcome);
              if (better) {
                tally.stoodIn();
              }
              trial.add(better);
              complete(
                  better ? other : graph, answer, better ? outcome : failure, better ? null : bug);
              other.leave();
            });
  }

  /** Whether the models failed on it, and not what they were given. */
  private static boolean failed(@Nullable Outcome outcome) {
    return outcome == null
        || (outcome instanceof Outcome.Failed failure && failure.stage() == Stage.MODEL);
  }

  private static void complete(
      RunningGraph graph,
      CompletableFuture<Answered> answer,
      @Nullable Outcome outcome,
      @Nullable Throwable bug) {
    if (outcome != null) {
      answer.complete(new Answered(outcome, graph.versions()));
    } else {
      answer.completeExceptionally(
          bug == null ? new IllegalStateException("a graph gave no outcome") : bug);
    }
  }
}
