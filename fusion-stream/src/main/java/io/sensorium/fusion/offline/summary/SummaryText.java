package io.sensorium.fusion.offline.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A summary as a person reads it in a terminal. */
public final class SummaryText {
  private static final String HEAD = "  %-14s %9s %8s   %-16s %9s %9s %9s %9s";

  private final AlignmentSummary summary;
  private final List<String> lines = new ArrayList<>();

  private SummaryText(AlignmentSummary summary) {
    this.summary = summary;
  }

  public static List<String> lines(AlignmentSummary summary) {
    SummaryText text = new SummaryText(summary);
    text.head();
    if (summary.moments() > 0) {
      text.inputs();
      text.waits();
    }
    text.drops();
    text.hints();
    return List.copyOf(text.lines);
  }

  private void head() {
    long sites = summary.counts().sites();
    lines.add(
        format(
            "%s: %,d moments from %,d events of %,d %s",
            summary.pipeline(),
            summary.moments(),
            summary.counts().events(),
            sites,
            sites == 1 ? "site" : "sites"));
    if (summary.moments() > 0) {
      lines.add(
          format(
              "  %,d moments (%s) have every input",
              summary.complete(), Words.percent((double) summary.complete() / summary.moments())));
    }
    if (summary.counts().notOurs() > 0) {
      lines.add(format("  %,d rows match no input", summary.counts().notOurs()));
    }
    summary.inputs().stream().filter(input -> input.events() == 0).forEach(this::unheard);
  }

  /** An input that nothing matches is most often a glob that is not meant so. */
  private void unheard(AlignmentSummary.Input input) {
    String found =
        input.strangers().isEmpty() ? "" : "; of no input are " + counts(input.strangers());
    lines.add(
        format("  no event matches %s: look at its modality and sensors%s", input.name(), found));
  }

  private void inputs() {
    lines.add("");
    lines.add(format(HEAD, "input", "moments", "of all", "|t - T|", "p50", "p90", "p99", "max"));
    for (AlignmentSummary.Input input : summary.inputs()) {
      Spread spread = input.distance();
      String share = Words.percent((double) input.moments() / summary.moments());
      if (spread.count() == 0) {
        lines.add(format("  %-14s %,9d %8s", input.name(), input.moments(), share));
      } else {
        String shift = spread.most() == 0 ? "" : "median " + signed(input.medianSkewUs());
        lines.add(row(input.name(), input.moments(), share, shift, spread));
      }
    }
  }

  private void waits() {
    lines.add("");
    lines.add(format(HEAD, "closed by", "moments", "of all", "waited", "p50", "p90", "p99", "max"));
    for (AlignmentSummary.Wait wait : summary.waits()) {
      if (wait.by() == null && summary.waits().size() == 2) {
        continue; // one way of closing is all there is
      }
      String by = wait.by() == null ? "all" : Words.word(wait.by());
      String share = Words.percent((double) wait.moments() / summary.moments());
      lines.add(row(by, wait.moments(), share, "after opening", wait.sinceOpened()));
      lines.add(format(HEAD, "", "", "", "after T", at(wait.sinceTime())));
    }
  }

  private void drops() {
    long all = summary.drops().stream().mapToLong(AlignmentSummary.Drop::events).sum();
    lines.add("");
    if (all == 0) {
      lines.add("dropped: nothing");
      return;
    }
    double share = (double) all / summary.counts().events();
    lines.add(format("dropped: %,d events (%s)", all, Words.percent(share)));
    for (AlignmentSummary.Drop drop : summary.drops()) {
      lines.add(
          format(
              "  %-14s %,9d   %s: %s",
              Words.word(drop.reason()),
              drop.events(),
              counts(drop.byInput()),
              Words.meaning(drop.reason())));
      lines.add(format("  %-14s %9s   -> %s", "", "", Words.remedy(drop.reason())));
    }
  }

  private void hints() {
    if (!summary.hints().isEmpty()) {
      lines.add("");
      lines.add("what if (each found out by aligning the recording with this one change)");
      summary.hints().forEach(hint -> lines.add("  " + hint.text()));
    }
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(e -> format("%s %,d", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String row(String name, long moments, String share, String what, Spread spread) {
    return format(HEAD, name, format("%,d", moments), share, what, at(spread));
  }

  private static Object[] at(Spread spread) {
    return new Object[] {
      Words.span(spread.p50()),
      Words.span(spread.p90()),
      Words.span(spread.p99()),
      Words.span(spread.most())
    };
  }

  private static String signed(long us) {
    return (us > 0 ? "+" : "") + Words.span(us);
  }

  private static String format(String format, Object... values) {
    List<Object> flat = new ArrayList<>();
    for (Object value : values) {
      flat.addAll(value instanceof Object[] many ? List.of(many) : List.of(value));
    }
    return String.format(Locale.ROOT, format, flat.toArray()).stripTrailing();
  }
}
