package io.sensorium.deploy.demo;

import io.sensorium.event.Modality;
import io.sensorium.fusion.stream.FusionCounts;
import io.sensorium.ingest.publish.PublishCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What came of every event of a run.
 *
 * @param published what Kafka acknowledged
 * @param unread events of modalities that the pipeline has no input of: fusion does not read them
 * @param fusion what fusion says of itself; only what is still buffered, and what is no input's
 *     business, is taken from it
 * @param ledger what stands on the result topics
 * @param firstPredictionMs milliseconds from the start of the process; below 0 where there was none
 */
public record DemoSummary(
    PublishCounts published,
    long unread,
    FusionCounts fusion,
    Ledger ledger,
    long firstPredictionMs) {

  /** Events of the sum, one category each. */
  public long accounted() {
    return ledger.eventsInMoments()
        + ledger.eventsDropped()
        - ledger.eventsInBoth()
        + fusion.buffered()
        + ofNoInput()
        + ledger.deadEvents();
  }

  /** Whether every event is in exactly one category and every moment has exactly one answer. */
  public boolean addsUp() {
    return accounted() == published.acknowledgedEvents()
        && ledger.eventsInBoth() == 0
        && ledger.awaiting() == 0
        && ledger.repeated() == 0;
  }

  private long ofNoInput() {
    return unread + fusion.notOurs();
  }

  public long predictions() {
    return ledger.predictions();
  }

  /** The summary as a person reads it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("events in", published.acknowledgedEvents(), modalities()));
    lines.add(row("  in a moment", ledger.eventsInMoments(), ""));
    lines.add(row("  dropped", ledger.eventsDropped(), join(ledger.dropped())));
    lines.add(row("  still buffered", fusion.buffered(), ""));
    lines.add(row("  of no input", ofNoInput(), ""));
    lines.add(row("  undecodable", ledger.deadEvents(), ""));
    lines.add(row("  sum", accounted(), addsUp() ? "adds up" : "DOES NOT ADD UP: " + difference()));
    lines.add(row("moments", ledger.moments(), "closed by " + join(ledger.closedBy())));
    if (!ledger.missing().isEmpty()) {
      lines.add(
          row(
              "  missing",
              ledger.missing().values().stream().mapToLong(n -> n).sum(),
              join(ledger.missing())));
    }
    lines.add(row("predictions", ledger.predictions(), join(ledger.labels())));
    lines.add(row("dead letters", ledger.deadLetters(), ""));
    lines.add(latency("event to prediction", ledger.eventToPrediction()));
    lines.add(latency("  beyond alignment", ledger.beyondWait()));
    ledger.models().forEach((model, count) -> lines.add(row("model", count, model)));
    if (firstPredictionMs >= 0) {
      lines.add(
          "%-20s %9.1f s after the start of the process"
              .formatted("first prediction", firstPredictionMs / 1e3));
    }
    return lines;
  }

  private String difference() {
    return "%d events unaccounted, %d in two places, %d moments unanswered, %d answered twice"
        .formatted(
            published.acknowledgedEvents() - accounted(),
            ledger.eventsInBoth(),
            ledger.awaiting(),
            ledger.repeated());
  }

  private String modalities() {
    return published.acknowledged().entrySet().stream()
        .sorted(Map.Entry.<Modality, Long>comparingByKey())
        .map(e -> e.getKey().name().toLowerCase(Locale.ROOT) + " " + "%,d".formatted(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String join(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(
            e ->
                e.getKey().toString().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " "
                    + "%,d".formatted(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String row(String what, long number, String detail) {
    return "%-20s %,9d  %s".formatted(what, number, detail).stripTrailing();
  }

  private static String latency(String what, Histogram millis) {
    if (millis.getTotalCount() == 0) {
      return "%-20s %9s".formatted(what, "none");
    }
    return "%-20s p50 %,d ms, p99 %,d ms, max %,d ms"
        .formatted(
            what,
            millis.getValueAtPercentile(50),
            millis.getValueAtPercentile(99),
            millis.getMaxValue());
  }
}
