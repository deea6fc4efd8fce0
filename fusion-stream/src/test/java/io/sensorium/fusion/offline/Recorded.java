package io.sensorium.fusion.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the timeline of a recording, whatever order its rows are given in. */
public final class Recorded {
  private record Line(long arrivalUs, String text) {}

  private final List<Line> lines = new ArrayList<>();

  public Recorded event(long arrivalUs, long timeUs, String modality, String sensor) {
    return event(arrivalUs, timeUs, "home", modality, sensor, "", 0);
  }

  public Recorded event(
      long arrivalUs,
      long timeUs,
      String site,
      String modality,
      String sensor,
      String id,
      long durationUs) {
    String quoted = "\"" + site.replace("\"", "\"\"") + "\"";
    lines.add(
        new Line(
            arrivalUs,
            "%d,%d,%s,%s,%s,%s,%d,x"
                .formatted(arrivalUs, timeUs, quoted, modality, sensor, id, durationUs)));
    return this;
  }

  public Path in(Path folder) {
    String rows =
        lines.stream()
            .sorted(Comparator.comparingLong(Line::arrivalUs))
            .map(line -> line.text() + "\n")
            .collect(Collectors.joining());
    try {
      Files.writeString(
          folder.resolve("timeline.csv"),
          "arrival_us,time_us,site,modality,sensor,id,duration_us,payload\n" + rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }
}
