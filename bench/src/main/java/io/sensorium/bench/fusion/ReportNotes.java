package io.sensorium.bench.fusion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of the comparison must know. */
final class ReportNotes {
  private ReportNotes() {}

  /**
   * @param live the load that latency was measured beside; null if it was not
   * @param jvm heap and collector of the contenders
   */
  static List<String> of(@Nullable SourceLoad live, String jvm) {
    List<String> notes =
        new ArrayList<>(
            List.of(
                "Each contender in a JVM of its own ("
                    + jvm
                    + ") that stays over the rounds,"
                    + " one at a time; broker and registry in another; one partition a topic, one"
                    + " thread or parallelism 1.",
                "events/s: from the first events taken to the last moment or row that a reader of"
                    + " committed records sees; start-up does not count. Median, smallest, largest;"
                    + " ratio to Kafka Streams that only reads.",
                "CPU: processor time of the contender's JVM and of the broker's in that span.",
                "bytes out/in: appended to Kafka (moments or rows, changelogs, repartitions) and"
                    + " written to files, to bytes of the events' values.",
                "heap: in use after a full collection at the end, state still held.",
                "Oracle: the offline aligner over the same topics. A moment is right if its frame"
                    + " has the same chunks and the same text. Rows of joins are put together by"
                    + " frame; a side that is empty in a left join's row adds nothing. A join gives"
                    + " all texts of the lookback: 'oracle's moments' lets the reader keep the"
                    + " latest of them, 'as given' does not. others: given, and no moment of the"
                    + " oracle even so, or given again.",
                "Joins write rows of names only, not the payloads that they carry: to their"
                    + " favour."));
    if (live != null) {
      notes.add(
          "p50, p99: %,d sites sending live, %.0f events a second; from when the broker appended"
                  .formatted(live.sites(), live.sites() * 7.2)
              + " the last event of a moment to when the whole of it is seen, over the moments"
              + " that are right, without the first 10 s.");
    }
    return notes;
  }
}
