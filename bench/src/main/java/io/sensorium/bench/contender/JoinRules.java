package io.sensorium.bench.contender;

import java.time.Duration;

/**
 * The bench pipeline as windows around a frame's time T, for joins that compare one time of each
 * side to the millisecond. A chunk is half a second long and its time is its start, so that it
 * meets [T - 500 ms, T + 500 ms) where it starts within (T - 1 s, T + 500 ms).
 */
public final class JoinRules {
  /** Text: not after T, at most 10 s before. A join gives all of these, not the latest. */
  public static final Duration WORDS_BEFORE = Duration.ofSeconds(10);

  public static final Duration SOUND_BEFORE = Duration.ofMillis(999);
  public static final Duration SOUND_AFTER = Duration.ofMillis(499);

  /** How long after T text may still come, as the pipeline waits for it. */
  public static final Duration WORDS_WAIT = Duration.ofMillis(200);

  /** How long after T a chunk may still come, as the pipeline waits for it. */
  public static final Duration SOUND_WAIT = Duration.ofMillis(1500);

  private JoinRules() {}
}
