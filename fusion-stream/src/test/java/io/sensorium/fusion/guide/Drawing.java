package io.sensorium.fusion.guide;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.align.SensorEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An example as the guide draws it: rows of one time scale, then what arrives and what comes out.
 */
final class Drawing {
  private static final int MARGIN = 12;
  private static final int WIDTH = 72;
  private static final long[] STEPS_MS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};
  private static final int LABEL_EVERY = 10;

  private final Example example;
  private final long fromMs;
  private final long stepMs;
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private Drawing(Example example) {
    this.example = example;
    long[] times = times(example);
    long first = LongStream.of(times).min().orElse(0);
    long last = LongStream.of(times).max().orElse(1);
    long step = 1;
    for (long each : STEPS_MS) {
      step = each;
      if ((last - first) / each < WIDTH - 2 * LABEL_EVERY) {
        break;
      }
    }
    this.stepMs = step;
    this.fromMs = Math.floorDiv(first, LABEL_EVERY * step) * LABEL_EVERY * step;
    this.columns = (int) ((last - fromMs) / step) + 3;
  }

  static String of(Example example) {
    Drawing drawing = new Drawing(example);
    drawing.scale();
    drawing.moments();
    drawing.sensors();
    drawing.reaches();
    drawing.arrivals();
    drawing.table();
    drawing.outcomes();
    return drawing.lines.stream()
        .map(line -> line.stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  /** Everything that has a place on the scale, in milliseconds. */
  private static long[] times(Example example) {
    LongStream events =
        example.arrivals().stream()
            .flatMapToLong(
                a -> {
                  long t = example.time(a.event());
                  return LongStream.of(t, t + a.event().durationUs(), a.arrivalUs());
                });
    LongStream moments =
        example.moments().stream().flatMapToLong(m -> LongStream.of(m.timeUs(), m.closedUs()));
    return LongStream.concat(events, moments).map(us -> Math.floorDiv(us, 1_000)).toArray();
  }

  private void scale() {
    Row row = new Row();
    for (int column = 0; column < columns; column += LABEL_EVERY) {
      row.put(column, Long.toString(fromMs + column * stepMs));
    }
    add("ms", row);
  }

  private void moments() {
    List<AlignedMoment<String>> moments = example.moments();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      place(rows, moments.get(i).timeUs(), "M" + (i + 1));
    }
    add("moments", rows);
  }

  private void sensors() {
    Map<String, List<Row>> sensors = new LinkedHashMap<>();
    for (Example.Arrival arrival : example.arrivals()) {
      SensorEvent<String> event = arrival.event();
      List<Row> rows = sensors.computeIfAbsent(name(event), s -> new ArrayList<>());
      long t = example.time(event);
      place(rows, t, event.durationUs() == 0 ? event.handle() : chunk(event, t));
    }
    sensors.forEach(this::add);
  }

  /** Its sensor, with the modality where others bear the same name. */
  private String name(SensorEvent<String> event) {
    boolean shared =
        example.arrivals().stream()
            .anyMatch(
                a ->
                    a.event().sensor().equals(event.sensor())
                        && a.event().modality() != event.modality());
    String modality = event.modality().name().toLowerCase(Locale.ROOT);
    return shared ? event.sensor() + " " + modality : event.sensor();
  }

  /** From its start to its end, which is no longer part of it. */
  private String chunk(SensorEvent<String> event, long t) {
    int width = column(t + event.durationUs()) - column(t);
    String name = event.handle();
    String inside = name + "-".repeat(Math.max(0, width - 1 - name.length()));
    return "[" + inside + ")";
  }

  /** For each moment what an input may choose from. */
  private void reaches() {
    for (int i = 0; i < example.rules().inputs().size(); i++) {
      InputSpec input = example.rules().inputs().get(i);
      for (int m = 0; m < example.moments().size(); m++) {
        long t = example.moments().get(m).timeUs();
        Row row = new Row();
        if (input.matching() instanceof Matching.Nearest nearest) {
          row.span(t - nearest.toleranceUs(), t + nearest.toleranceUs(), ']');
        } else if (input.matching() instanceof Matching.Latest latest) {
          row.span(t - latest.lookbackUs(), t, ']');
        } else if (input.matching() instanceof Matching.Overlap overlap) {
          row.span(t - overlap.beforeUs(), t + overlap.afterUs(), ')');
        } else {
          continue;
        }
        add(input.name() + " M" + (m + 1), row);
      }
    }
  }

  private void arrivals() {
    List<Row> arrivals = new ArrayList<>();
    example.arrivals().forEach(a -> place(arrivals, a.arrivalUs(), a.event().handle()));
    add("arrive", arrivals);
    List<Row> closings = new ArrayList<>();
    List<AlignedMoment<String>> moments = example.moments();
    for (int i = 0; i < moments.size(); i++) {
      place(closings, moments.get(i).closedUs(), "M" + (i + 1));
    }
    add("close", closings);
  }

  private void table() {
    lines.add("");
    lines.add("event  from              time        arrives");
    for (Example.Arrival arrival : example.arrivals()) {
      SensorEvent<String> event = arrival.event();
      String time = ms(event.timeUs());
      lines.add(
          "%-6s %-6s %-10s %-11s %s"
              .formatted(
                  event.handle(),
                  event.modality().name().toLowerCase(Locale.ROOT),
                  event.sensor(),
                  event.durationUs() == 0
                      ? time
                      : time + ".." + ms(event.timeUs() + event.durationUs()),
                  ms(arrival.arrivalUs())));
    }
  }

  private void outcomes() {
    lines.add("");
    int moments = 0;
    for (Example.Outcome outcome : example.outcomes()) {
      if (outcome instanceof Example.Emitted emitted) {
        lines.add("M" + ++moments + "     " + text(emitted.moment()));
      } else if (outcome instanceof Example.Dropped dropped) {
        String reason = dropped.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        lines.add("%-6s dropped: %s".formatted(dropped.id(), reason));
      }
    }
  }

  private String text(AlignedMoment<String> moment) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < moment.matches().size(); i++) {
      List<SensorEvent<String>> match = moment.matches().get(i);
      String events = match.stream().map(SensorEvent::handle).collect(Collectors.joining(" "));
      inputs.add(example.rules().inputs().get(i).name() + " " + (match.isEmpty() ? "-" : events));
    }
    String epoch = moment.epoch() == 0 ? "" : " of epoch " + moment.epoch();
    return "at %s%s: %s; opened %s, closed %s by %s"
        .formatted(
            ms(moment.timeUs()),
            epoch,
            String.join(", ", inputs),
            ms(moment.openedUs()),
            ms(moment.closedUs()),
            moment.closedBy().name().toLowerCase(Locale.ROOT));
  }

  private void add(String name, List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      add(i == 0 ? name : "", rows.get(i));
    }
  }

  private void add(String name, Row row) {
    lines.add(("%-" + MARGIN + "s%s").formatted(name, row));
  }

  /** Puts a text where its time is, on the first row with room for it. */
  private void place(List<Row> rows, long us, String text) {
    int column = column(us);
    for (Row row : rows) {
      if (row.free(column, text)) {
        row.put(column, text);
        return;
      }
    }
    Row row = new Row();
    row.put(column, text);
    rows.add(row);
  }

  private int column(long us) {
    return (int) Math.floorDiv(Math.floorDiv(us, 1_000) - fromMs, stepMs);
  }

  private static String ms(long us) {
    return us % 1_000 == 0
        ? Long.toString(us / 1_000)
        : String.format(Locale.ROOT, "%.3f", us / 1e3);
  }

  /** One line of characters, which grows as it must. */
  private final class Row {
    private final StringBuilder text = new StringBuilder();

    void put(int column, String what) {
      while (text.length() < column + what.length()) {
        text.append(' ');
      }
      text.replace(column, column + what.length(), what);
    }

    /** Whether there is room for it, and a blank before and after it unless it is a chunk. */
    boolean free(int column, String what) {
      int gap = what.startsWith("[") ? 0 : 1;
      for (int i = Math.max(0, column - gap); i < column + what.length() + gap; i++) {
        if (i < text.length() && text.charAt(i) != ' ') {
          return what.startsWith("[") && i == column && text.charAt(i) == ')';
        }
      }
      return true;
    }

    /** From one time to another; cut where the drawing ends. */
    void span(long fromUs, long toUs, char end) {
      int from = column(fromUs);
      int to = column(toUs);
      for (int column = Math.max(0, from); column <= Math.min(columns, to); column++) {
        put(column, "=");
      }
      put(Math.max(0, from), from < 0 ? "<" : "[");
      put(Math.min(columns, to), to > columns ? ">" : String.valueOf(end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
