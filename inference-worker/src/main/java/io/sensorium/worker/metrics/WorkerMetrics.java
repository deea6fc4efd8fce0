package io.sensorium.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sensorium.event.MissingReason;
import io.sensorium.worker.answer.StageTimes;
import io.sensorium.worker.delivery.DeliveryListener;
import io.sensorium.worker.delivery.Tally;
import io.sensorium.worker.graph.GraphListener;
import io.sensorium.worker.rollout.RolloutCounts;
import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tally.RunListener;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What the worker does, in the form that Prometheus reads. Meters are made beforehand, so that
 * nothing is looked up where the work is done. Thread-safe.
 */
public final class WorkerMetrics implements Supplier<String>, DeliveryListener, GraphListener {
  private static final double[] TRANSACTION_SIZES = {1, 2, 5, 10, 25, 50, 100, 250, 500};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Counts what delivery does and tells the rest to this. */
  private final Tally tally = new Tally(this);

  private final Timer waiting = timer("waiting", Buckets.LONG);
  private final Timer resolving = timer("resolving", Buckets.SHORT);
  private final Timer features = timer("features", Buckets.SHORT);
  private final Timer queue = timer("queue", Buckets.SHORT);
  private final Timer compute = timer("compute", Buckets.SHORT);
  private final Timer commit = timer("commit", Buckets.SHORT);
  private final DistributionSummary transaction =
      DistributionSummary.builder(full("transaction.answers"))
          .serviceLevelObjectives(TRANSACTION_SIZES)
          .register(registry);
  private final Counter hits = lookups("hit");
  private final Counter misses = lookups("miss");
  private final Counter late = refusals("deadline");
  private final Counter shed = refusals("shed");

  public WorkerMetrics() {
    count("moments", Tally::taken);
    count("predictions", Tally::predictions);
    count("dead.letters", Tally::deadLetters);
    count("failed.transactions", Tally::failedTransactions);
    count("dropped.moments", Tally::dropped);
    level("in.flight.moments", Tally::flyingMoments);
    level("in.flight.bytes", Tally::flyingBytes);
    level("joined", t -> t.joined() ? 1 : 0);
    for (MissingReason reason : MissingReason.values()) {
      FunctionCounter.builder(full("lost.payloads"), tally, t -> t.lost().getOrDefault(reason, 0L))
          .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .register(registry);
    }
  }

  /** What delivery is to count with. */
  public Tally tally() {
    return tally;
  }

  /** Makes the meters of a model. */
  public RunListener watch(ModelTally model) {
    return new ModelMeters(registry, model);
  }

  /** Shows what has become of changes of models. */
  public void changes(Supplier<RolloutCounts> counts) {
    change("switch", counts, RolloutCounts::switches);
    change("return", counts, RolloutCounts::returns);
    change("failed-load", counts, RolloutCounts::failedLoads);
    total("stand.ins", counts, RolloutCounts::standIns);
    total("comparisons", counts, RolloutCounts::compared);
    total("comparisons.missed", counts, c -> c.notCompared() + c.unpublished());
  }

  /** All figures as they are now, in the text format. */
  @Override
  public String get() {
    return registry.scrape();
  }

  @Override
  public void predicted(StageTimes times) {
    waiting.record(times.waitingUs(), TimeUnit.MICROSECONDS);
    resolving.record(times.resolvingUs(), TimeUnit.MICROSECONDS);
    features.record(times.featuresUs(), TimeUnit.MICROSECONDS);
    queue.record(times.queueUs(), TimeUnit.MICROSECONDS);
    compute.record(times.computeUs(), TimeUnit.MICROSECONDS);
  }

  @Override
  public void committed(int answers, long nanos) {
    commit.record(nanos, TimeUnit.NANOSECONDS);
    transaction.record(answers);
  }

  @Override
  public void cacheHit(String step) {
    hits.increment();
  }

  @Override
  public void cacheMiss(String step) {
    misses.increment();
  }

  @Override
  public void refused(Refusal why) {
    (why == Refusal.DEADLINE ? late : shed).increment();
  }

  private Timer timer(String name, Duration[] bounds) {
    return Timer.builder(full(name)).serviceLevelObjectives(bounds).register(registry);
  }

  private Counter lookups(String result) {
    return Counter.builder(full("result.cache.lookups")).tag("result", result).register(registry);
  }

  private void change(
      String kind, Supplier<RolloutCounts> counts, ToLongFunction<RolloutCounts> count) {
    FunctionCounter.builder(
            full("model.changes"), tally, t -> (double) count.applyAsLong(counts.get()))
        .tag("kind", kind)
        .register(registry);
  }

  private void total(
      String name, Supplier<RolloutCounts> counts, ToLongFunction<RolloutCounts> count) {
    FunctionCounter.builder(full(name), tally, t -> (double) count.applyAsLong(counts.get()))
        .register(registry);
  }

  private Counter refusals(String reason) {
    return Counter.builder(full("refused.moments")).tag("reason", reason).register(registry);
  }

  private void count(String name, ToDoubleFunction<Tally> value) {
    FunctionCounter.builder(full(name), tally, value).register(registry);
  }

  private void level(String name, ToDoubleFunction<Tally> value) {
    Gauge.builder(full(name), tally, value).register(registry);
  }

  private static String full(String name) {
    return "sensorium.worker." + name;
  }
}
