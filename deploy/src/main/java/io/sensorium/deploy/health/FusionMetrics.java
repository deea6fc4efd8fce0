package io.sensorium.deploy.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sensorium.event.DropReason;
import io.sensorium.event.Modality;
import io.sensorium.fusion.stream.FusionCounts;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What fusion has done, in the form that Prometheus reads. Thread-safe. */
public final class FusionMetrics implements Supplier<String> {
  private static final double MICROS = 1e6;
  private static final double BILLION = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Held here, for the registry does not keep what it reads from being collected. */
  private final Supplier<FusionCounts> counts;

  public FusionMetrics(Supplier<FusionCounts> counts) {
    this.counts = counts;
    for (Modality modality : Modality.values()) {
      String word = word(modality);
      count("events", "modality", word, c -> c.eventsByModality().getOrDefault(word, 0L));
    }
    for (DropReason reason : DropReason.values()) {
      String word = word(reason);
      count("dropped", "reason", word, c -> c.dropped().getOrDefault(word, 0L));
    }
    count("moments", FusionCounts::moments);
    count("dead.letters", FusionCounts::deadLetters);
    count("overtaken", FusionCounts::overtaken);
    count("clock.alarms", FusionCounts::alarms);
    level("open.moments", FusionCounts::openMoments);
    level("buffered.events", FusionCounts::buffered);
    level("clock.sensors", c -> c.clocks().sensors());
    level("clock.largest.skew.seconds", c -> c.clocks().largestSkewUs() / MICROS);
    level("clock.largest.drift.ratio", c -> c.clocks().largestDriftPpb() / BILLION);
  }

  /** All figures as they are now, in the text format. */
  @Override
  public String get() {
    return registry.scrape();
  }

  private void count(String name, ToDoubleFunction<FusionCounts> value) {
    FunctionCounter.builder(full(name), counts, c -> value.applyAsDouble(c.get()))
        .register(registry);
  }

  private void count(String name, String tag, String word, ToDoubleFunction<FusionCounts> value) {
    FunctionCounter.builder(full(name), counts, c -> value.applyAsDouble(c.get()))
        .tag(tag, word)
        .register(registry);
  }

  private void level(String name, ToDoubleFunction<FusionCounts> value) {
    Gauge.builder(full(name), counts, c -> value.applyAsDouble(c.get())).register(registry);
  }

  private static String full(String name) {
    return "sensorium.fusion." + name;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
