package io.sensorium.worker.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tally.RunListener;
import io.sensorium.worker.tally.TalliedModel;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of one version of a model, made once when it is first loaded. Thread-safe. */
final class ModelMeters implements RunListener {
  private static final double[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64, 128};

  private final Timer run;
  private final DistributionSummary batch;

  ModelMeters(MeterRegistry registry, ModelTally tally) {
    TalliedModel subject = tally.subject();
    Tags tags =
        Tags.of(
            "model", subject.model(), "version", subject.version(), "via", subject.via().label());
    this.run =
        Timer.builder("sensorium.worker.model.run")
            .tags(tags)
            .serviceLevelObjectives(Buckets.SHORT)
            .register(registry);
    this.batch =
        DistributionSummary.builder("sensorium.worker.batch.rows")
            .tags(tags)
            .serviceLevelObjectives(BATCH_SIZES)
            .register(registry);
    requests(registry, tally, tags.and("outcome", "success"), t -> t.success().count());
    requests(registry, tally, tags.and("outcome", "failure"), t -> t.failure().count());
    Gauge.builder("sensorium.worker.model.sessions", tally, ModelTally::sessions)
        .tags(tags)
        .register(registry);
  }

  @Override
  public void ran(long rows, long nanos) {
    run.record(nanos, TimeUnit.NANOSECONDS);
    batch.record((double) rows);
  }

  private static void requests(
      MeterRegistry registry, ModelTally tally, Tags tags, ToDoubleFunction<ModelTally> count) {
    FunctionCounter.builder("sensorium.worker.model.requests", tally, count)
        .tags(tags)
        .register(registry);
  }
}
