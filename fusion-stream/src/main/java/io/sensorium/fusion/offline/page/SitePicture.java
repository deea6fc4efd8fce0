package io.sensorium.fusion.offline.page;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.offline.run.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is drawn of one site. */
final class SitePicture {
  /** Stands for an event of a moment that is not drawn. */
  static final int NOT_DRAWN = -1;

  /**
   * One event on the site's time scale.
   *
   * @param sensor index of its sensor
   */
  record Mark(int sensor, long t, SensorEvent<Row> event) {}

  /**
   * One emitted moment.
   *
   * @param matches for each input the indexes of its events
   * @param missing for each input why it is missing, null where it is there
   */
  record Linked(
      AlignedMoment<Row> moment, List<List<Integer>> matches, List<@Nullable Missing> missing) {}

  private final String name;
  private final AlignmentSpec spec;
  private final int mostMoments;
  private final SensorWatch sensors;
  private final List<Mark> marks = new ArrayList<>();
  private final Map<Long, Integer> byRow = new HashMap<>();
  private final Map<Integer, DropReason> drops = new HashMap<>();
  private final List<Linked> moments = new ArrayList<>();
  private long latest = Long.MIN_VALUE;

  SitePicture(String name, AlignmentSpec spec, int mostMoments) {
    this.name = name;
    this.spec = spec;
    this.mostMoments = mostMoments;
    this.sensors = new SensorWatch();
  }

  void arrived(SensorEvent<Row> event, boolean heard, boolean drawn) {
    int sensor = sensors.sensor(event.modality(), event.sensor());
    long t = event.handle().timeUs();
    if (drawn) {
      byRow.put(event.handle().number(), marks.size());
      marks.add(new Mark(sensor, t, event));
      latest = Math.max(latest, t);
    }
    if (heard) {
      sensors.hear(event);
    }
  }

  void emitted(AlignedMoment<Row> moment) {
    List<List<Integer>> matches = new ArrayList<>();
    List<@Nullable Missing> missing = new ArrayList<>();
    boolean drawn = spec.ticks() && moment.timeUs() <= latest;
    boolean any = false;
    for (int i = 0; i < spec.inputs().size(); i++) {
      List<Integer> events =
          moment.matches().get(i).stream()
              .map(e -> byRow.getOrDefault(e.handle().number(), NOT_DRAWN))
              .toList();
      boolean here = events.stream().anyMatch(e -> e != NOT_DRAWN);
      drawn |= here && opens(spec.inputs().get(i).matching());
      any |= here;
      matches.add(events);
      missing.add(events.isEmpty() ? sensors.why(moment, spec.inputs().get(i)) : null);
    }
    if (drawn && any && moments.size() < mostMoments) {
      moments.add(new Linked(moment, matches, missing));
    }
  }

  private static boolean opens(Matching matching) {
    return matching instanceof Matching.Pace || matching instanceof Matching.Member;
  }

  void dropped(SensorEvent<Row> event, DropReason reason) {
    Integer mark = byRow.get(event.handle().number());
    if (mark != null) {
      drops.put(mark, reason);
    }
  }

  String name() {
    return name;
  }

  SensorWatch sensors() {
    return sensors;
  }

  List<Mark> marks() {
    return marks;
  }

  /** Why the event was dropped; null where a moment has it. */
  @Nullable DropReason drop(int mark) {
    return drops.get(mark);
  }

  List<Linked> moments() {
    return moments;
  }
}
