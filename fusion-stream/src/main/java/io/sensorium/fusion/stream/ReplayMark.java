package io.sensorium.fusion.stream;

import io.sensorium.topic.HeaderNames;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What says of a record that it was sent back from the dead letters, and how often. */
final class ReplayMark {
  private static final List<String> NAMES = List.of(HeaderNames.REPLAYED_FROM, HeaderNames.REPLAYS);

  private ReplayMark() {}

  /** Hands it on, so that nothing is sent back for ever. */
  static void copy(Headers from, Headers to) {
    for (String name : NAMES) {
      Header header = from.lastHeader(name);
      if (header != null) {
        to.add(header);
      }
    }
  }
}
