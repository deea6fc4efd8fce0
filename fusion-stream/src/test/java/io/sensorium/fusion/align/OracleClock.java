package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of learned offsets once more, the slow way: every event is kept, and everything is
 * found anew from all of them whenever it is asked for.
 */
final class OracleClock {
  private record Sample(long end, long arrival) {
    long delay() {
      return arrival - end;
    }
  }

  /** The line of one bucket: its drift in parts per billion, its origin and its level. */
  private record Line(@Nullable Long drift, long origin, long level) {
    long drifted(long end, long window) {
      long span = Math.max(-window, Math.min(window, end - origin));
      return drift == null ? 0 : Math.floorDiv(drift * span, 1_000_000_000L);
    }
  }

  private final ClockRules rules;
  private final ClockKind kind;
  private final long offset;
  private final long maxAhead;
  private final List<Sample> believed = new ArrayList<>();
  private long lastBucket = Long.MIN_VALUE;
  private int strikes;

  OracleClock(AlignmentSpec spec, InputSpec input) {
    this.rules = spec.clocks();
    this.kind = input.clock();
    this.offset = input.offsetUs();
    this.maxAhead = spec.maxAheadUs();
  }

  boolean learns() {
    return kind == ClockKind.LEARNED;
  }

  /** Takes any event; true where the clock is to be judged with it. */
  boolean take(World.Arrival arrival) {
    Sample sample = sample(arrival);
    boolean first = bucket(sample) != lastBucket;
    lastBucket = bucket(sample);
    boolean estimates = learns() || (kind == ClockKind.DEVICE && rules.alarms());
    boolean judged = first && estimates && !closedPoints(bucket(sample)).isEmpty();
    Line line = line(bucket(sample));
    boolean sane =
        line != null
            ? sample.delay() >= value(line, sample.end()) - maxAhead
            : learns() || sample.delay() >= offset - maxAhead;
    strikes = sane ? 0 : strikes + 1;
    if (sane) {
      believed.add(sample);
    } else if (strikes == 3) {
      beginWith(arrival);
      return false;
    }
    return judged;
  }

  void beginWith(World.Arrival arrival) {
    believed.clear();
    strikes = 0;
    believed.add(sample(arrival));
  }

  long time(World.Arrival arrival) {
    SensorEvent<String> e = arrival.event();
    return switch (kind) {
      case DEVICE -> e.timeUs() + offset;
      case ARRIVAL -> arrival.arrivalUs() - e.durationUs() + offset;
      case LEARNED -> e.timeUs() + learned(arrival) + offset;
    };
  }

  long skew(World.Arrival arrival) {
    return learned(arrival) - offset;
  }

  @Nullable Long drift(World.Arrival arrival) {
    Line line = line(bucket(sample(arrival)));
    return line == null ? null : line.drift();
  }

  boolean alarms(World.Arrival arrival, boolean stands) {
    long most = stands ? 3 : 4; // quarters of the limits
    boolean skew =
        !learns()
            && rules.skewAlarmUs() != ClockRules.NONE
            && Math.abs(skew(arrival)) > quarters(rules.skewAlarmUs(), most);
    Long drift = drift(arrival);
    boolean limited = rules.driftAlarmPpb() != ClockRules.NONE;
    boolean drifts =
        limited
            && (drift == null ? stands : Math.abs(drift) > quarters(rules.driftAlarmPpb(), most));
    return skew || drifts;
  }

  private static long quarters(long limit, long most) {
    return most == 4 ? limit : limit - limit / 4;
  }

  private long learned(World.Arrival arrival) {
    Line line = line(bucket(sample(arrival)));
    return line == null ? 0 : value(line, sample(arrival).end());
  }

  private long value(Line line, long end) {
    return line.level() + line.drifted(end, window());
  }

  private long window() {
    return rules.bucketUs() * rules.buckets();
  }

  /** The line with all that is believed so far; null where the window of the bucket is empty. */
  private @Nullable Line line(long bucket) {
    List<Sample> points = closedPoints(bucket);
    List<Sample> present = believed.stream().filter(s -> bucket(s) == bucket).toList();
    if (points.isEmpty() && present.isEmpty()) {
      return null;
    }
    long origin = points.isEmpty() ? present.get(0).end() : points.get(points.size() - 1).end();
    Line level = new Line(slope(points), origin, 0);
    List<Sample> all = new ArrayList<>(points);
    all.addAll(present);
    long least =
        all.stream()
            .mapToLong(s -> s.delay() - level.drifted(s.end(), window()))
            .min()
            .orElseThrow();
    return new Line(level.drift(), origin, least);
  }

  /** The points of the buckets in the window before a bucket, each by the line of its own. */
  private List<Sample> closedPoints(long bucket) {
    NavigableMap<Long, Sample> points = new TreeMap<>();
    for (Sample sample : believed) {
      long of = bucket(sample);
      if (of < bucket && !points.containsKey(of)) {
        List<Sample> before = inWindow(points, of);
        long origin = before.isEmpty() ? sample.end() : before.get(before.size() - 1).end();
        Line line = new Line(slope(before), origin, 0);
        points.put(
            of,
            believed.stream()
                .filter(s -> bucket(s) == of)
                .min(Comparator.comparing(s -> s.delay() - line.drifted(s.end(), window())))
                .orElseThrow());
      }
    }
    return inWindow(points, bucket);
  }

  private List<Sample> inWindow(NavigableMap<Long, Sample> points, long bucket) {
    return List.copyOf(points.subMap(bucket - rules.buckets() + 1, true, bucket, false).values());
  }

  /** Of all lines through a point up to the mean and one beyond, the one under all points. */
  private @Nullable Long slope(List<Sample> points) {
    long first = points.stream().mapToLong(Sample::end).min().orElse(0);
    long last = points.stream().mapToLong(Sample::end).max().orElse(0);
    if (points.size() < 2 || last - first < rules.leastSpanUs()) {
      return null;
    }
    long mean = Math.floorDiv(points.stream().mapToLong(Sample::end).sum(), (long) points.size());
    for (Sample left : points) {
      for (Sample right : points) {
        if (left.end() <= mean && right.end() > mean && under(points, left, right)) {
          long run = right.end() - left.end();
          long rise = right.delay() - left.delay();
          long[] heights =
              points.stream().mapToLong(p -> height(p, left, right)).sorted().toArray();
          long most = heights[Math.min(heights.length - 1, heights.length * 3 / 4)];
          if (Math.abs(rise) * (last - first) <= 4 * most) {
            return 0L;
          }
          long ppb = 1_000_000_000L * rise / run;
          return Math.max(-rules.mostDriftPpb(), Math.min(rules.mostDriftPpb(), ppb));
        }
      }
    }
    throw new AssertionError("a hull has an edge there");
  }

  private static boolean under(List<Sample> points, Sample left, Sample right) {
    return points.stream().allMatch(p -> height(p, left, right) >= 0);
  }

  /** How far above the line through two others, times the distance of those. */
  private static long height(Sample p, Sample left, Sample right) {
    return (p.delay() - left.delay()) * (right.end() - left.end())
        - (right.delay() - left.delay()) * (p.end() - left.end());
  }

  private Sample sample(World.Arrival arrival) {
    return new Sample(arrival.event().timeUs() + arrival.event().durationUs(), arrival.arrivalUs());
  }

  private long bucket(Sample sample) {
    return Math.floorDiv(sample.arrival(), rules.bucketUs());
  }
}
