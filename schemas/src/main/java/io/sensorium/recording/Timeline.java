package io.sensorium.recording;

import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The form of {@code timeline.csv}: RFC 4180 with one header line. */
final class Timeline {
  static final String FILE = "timeline.csv";
  static final List<String> HEADER =
      List.of(
          "arrival_us", "time_us", "site", "modality", "sensor", "id", "duration_us", "payload");
  static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private Timeline() {}
}
