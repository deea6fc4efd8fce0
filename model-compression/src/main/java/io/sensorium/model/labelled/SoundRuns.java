package io.sensorium.model.labelled;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Puts chunks of sound behind those that they follow, sensor by sensor.
 *
 * @param <T> a chunk
 */
public final class SoundRuns<T> {
  /** Longer than the windows of most models, in microseconds. */
  public static final long LONGEST_US = 10_000_000;

  /** Clocks of devices round to milliseconds. */
  private static final long SEAM_US = 1_000;

  private final Map<String, Deque<T>> bySensor = new HashMap<>();
  private final Function<T, String> sensor;
  private final ToLongFunction<T> begin;
  private final ToLongFunction<T> duration;
  private final BiPredicate<T, T> sameForm;

  /**
   * @param sensor that a chunk is of, its site included
   * @param begin its event time in microseconds
   * @param duration in microseconds
   * @param sameForm whether two chunks have one encoding, rate and number of channels
   */
  public SoundRuns(
      Function<T, String> sensor,
      ToLongFunction<T> begin,
      ToLongFunction<T> duration,
      BiPredicate<T, T> sameForm) {
    this.sensor = sensor;
    this.begin = begin;
    this.duration = duration;
    this.sameForm = sameForm;
  }

  /** A chunk behind those that it follows without a gap, up to 10 s together. */
  public List<T> upTo(T chunk) {
    Deque<T> run = bySensor.computeIfAbsent(sensor.apply(chunk), any -> new ArrayDeque<>());
    if (!run.isEmpty() && !follows(run.getLast(), chunk)) {
      run.clear();
    }
    run.addLast(chunk);
    while (run.size() > 1 && run.stream().mapToLong(duration).sum() > LONGEST_US) {
      run.removeFirst();
    }
    return List.copyOf(run);
  }

  private boolean follows(T before, T chunk) {
    long end = begin.applyAsLong(before) + duration.applyAsLong(before);
    return Math.abs(begin.applyAsLong(chunk) - end) <= SEAM_US && sameForm.test(before, chunk);
  }
}
