package io.sensorium.worker.graph;

import io.sensorium.pipeline.Glob;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of moments that have to wait.
 *
 * @param capacity moments that wait at most, beside those that are under way
 * @param deadline how long a moment may wait; null for any time
 * @param onDeadline what becomes of one that has waited longer
 * @param shed who goes where more would wait than may
 * @param letters whether a moment that was shed leaves a dead letter, or is counted only
 * @param levels what sites go before others; the first that fits counts
 */
public record QueuePolicy(
    int capacity,
    @Nullable Duration deadline,
    OnDeadline onDeadline,
    Shed shed,
    boolean letters,
    List<Level> levels) {

  /** Nothing waits here: more moments than can be under way wait in {@code submit}. */
  public static final QueuePolicy NONE =
      new QueuePolicy(0, null, OnDeadline.REJECT, Shed.NONE, true, List.of());

  /** What becomes of a moment that has waited longer than it may. */
  public enum OnDeadline {
    /** Refused. */
    REJECT,
    /** Predicted without its optional steps, but for results that are known already. */
    PREDICT_PARTIAL
  }

  /** Who goes where more would wait than may. */
  public enum Shed {
    /** Nobody: whoever submits waits. */
    NONE,
    /** Who has waited for longest on the lowest level. */
    OLDEST,
    /** Who came last on the lowest level. */
    NEWEST
  }

  /**
   * @param sites a glob of {@code *} and {@code ?}
   * @param level 0 where none is given; higher ones go first
   */
  public record Level(String sites, int level) {}

  public QueuePolicy {
    levels = List.copyOf(levels);
    if (capacity < 0 || (shed != Shed.NONE && capacity == 0)) {
      throw new IllegalArgumentException(
          "expected a capacity of at least 0, of at least 1 with shedding, found " + capacity);
    }
  }

  /** Whether who waits matters, so that little should be under way. */
  boolean chooses() {
    return deadline != null || shed != Shed.NONE || !levels.isEmpty();
  }

  int level(String site) {
    for (Level level : levels) {
      if (Glob.matches(level.sites(), site)) {
        return level.level();
      }
    }
    return 0;
  }
}
