package io.sensorium.deploy.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of the dead letters that a replay looked at.
 *
 * @param dryRun whether nothing was sent
 * @param sent records sent back, by topic
 * @param gone records that their topics no longer have
 * @param tooOften records that had been sent back as often as they may
 * @param foreign letters about a topic that this pipeline does not read, or that cannot be read
 * @param passed letters that the options leave out
 * @param details a line for each that was not sent, the first few
 */
public record ReplaySummary(
    boolean dryRun,
    Map<String, Long> sent,
    long gone,
    long tooOften,
    long foreign,
    long passed,
    List<String> details) {
  public ReplaySummary {
    sent = Map.copyOf(sent);
    details = List.copyOf(details);
  }

  public long sentInAll() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The summary in lines for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(details);
    String verb = dryRun ? "would send back" : "sent back";
    sent.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> lines.add("%s %,d to %s".formatted(verb, e.getValue(), e.getKey())));
    if (sent.isEmpty()) {
      lines.add(verb + " nothing");
    }
    add(lines, gone, "are gone from their topics and cannot be sent back");
    add(lines, tooOften, "have been sent back as often as they may (--max-replays)");
    add(lines, foreign, "are about no record that this pipeline reads");
    add(lines, passed, "were passed over, as the options say");
    return lines;
  }

  private static void add(List<String> lines, long number, String what) {
    if (number > 0) {
      lines.add("%,d %s".formatted(number, what));
    }
  }
}
