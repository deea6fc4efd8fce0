package io.sensorium.fusion.stream;

import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the tasks of this JVM do. Thread-safe. */
public final class FusionCounter {
  private final Map<Modality, LongAdder> events = new EnumMap<>(Modality.class);
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
  private final LongAdder notOurs = new LongAdder();
  private final LongAdder moments = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder buffered = new LongAdder();
  private final LongAdder unmatched = new LongAdder();
  private final LongAdder waiting = new LongAdder();

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

  void deadLetter() {
    deadLetters.increment();
  }

  /** What a task keeps has changed. */
  void kept(Kept before, Kept now) {
    buffered.add(now.buffered() - before.buffered());
    unmatched.add(now.unmatched() - before.unmatched());
    waiting.add((now.waiting() ? 1 : 0) - (before.waiting() ? 1 : 0));
  }

  /**
   * What one task keeps.
   *
   * @param buffered events
   * @param unmatched those of them that are in no moment yet
   * @param waiting whether the passing of time alone may decide something
   */
  record Kept(long buffered, long unmatched, boolean waiting) {
    static final Kept NOTHING = new Kept(0, 0, false);
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
        byReason,
        deadLetters.sum(),
        buffered.sum(),
        unmatched.sum(),
        waiting.sum());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
