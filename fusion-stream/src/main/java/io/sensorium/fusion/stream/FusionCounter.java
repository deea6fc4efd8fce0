package io.sensorium.fusion.stream;

import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.clock.ClockFigures;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what the tasks of this JVM do. Thread-safe. */
public final class FusionCounter {
  private final Map<Modality, LongAdder> events = new EnumMap<>(Modality.class);
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
  private final Map<Object, ClockFigures> clocks = new ConcurrentHashMap<>();
  private final LongAdder notOurs = new LongAdder();
  private final LongAdder moments = new LongAdder();
  private final LongAdder alarms = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder overtaken = new LongAdder();
  private final LongAdder openMoments = new LongAdder();
  private final LongAdder buffered = new LongAdder();

  public FusionCounter() {
    for (Modality modality : Modality.values()) {
      events.put(modality, new LongAdder());
    }
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  void event(Modality modality) {
    events.getOrDefault(modality, notOurs).increment();
  }

  void notOurs() {
    notOurs.increment();
  }

  void moment() {
    moments.increment();
  }

  void dropped(DropReason reason) {
    dropped.getOrDefault(reason, notOurs).increment();
  }

  void alarm() {
    alarms.increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }

  void overtaken() {
    overtaken.increment();
  }

  /** So many more, or fewer, events are buffered and moments open. */
  void waiting(long moreEvents, long moreMoments) {
    buffered.add(moreEvents);
    openMoments.add(moreMoments);
  }

  /** What the clocks of a task's sensors are off by now; null where the task has ended. */
  void clocks(Object task, @Nullable ClockFigures figures) {
    if (figures == null) {
      clocks.remove(task);
    } else {
      clocks.put(task, figures);
    }
  }

  /** The counts as they are now. */
  public FusionCounts counts() {
    Map<String, Long> byModality = new LinkedHashMap<>();
    events.forEach((modality, count) -> byModality.put(word(modality), count.sum()));
    Map<String, Long> byReason = new LinkedHashMap<>();
    dropped.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            byReason.put(word(reason), count.sum());
          }
        });
    return new FusionCounts(
        byModality,
        notOurs.sum(),
        moments.sum(),
        openMoments.sum(),
        byReason,
        deadLetters.sum(),
        overtaken.sum(),
        buffered.sum(),
        clocks.values().stream().reduce(ClockFigures.EMPTY, ClockFigures::and),
        alarms.sum());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
