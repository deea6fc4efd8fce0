package io.sensorium.bench.truth;

import io.sensorium.bench.contender.JoinedRow;
import io.sensorium.event.EventReference;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a contender has given, gathered by frame: a moment is a frame's whole set, joined rows are
 * put together to it. A row of a left join that has nothing on one side adds nothing there. For one
 * thread.
 */
public final class Output {
  /** What was given for one frame. */
  static final class Given {
    private final Matches matches = Matches.none();
    private long visibleMs;

    Matches matches() {
      return matches;
    }

    /** When the last of it could be read, milliseconds since the epoch of time. */
    long visibleMs() {
      return visibleMs;
    }
  }

  private final SourceEvents events;
  private final Map<Integer, Given> byFrame = new HashMap<>();
  private long repeated;

  public Output(SourceEvents events) {
    this.events = events;
  }

  /**
   * Takes a moment.
   *
   * @param visibleMs when it could be read, milliseconds since the epoch of time
   */
  public void take(Moment moment, long visibleMs) {
    Matches matches = Matches.none();
    int frame = -1;
    for (MomentInput input : moment.getInputs()) {
      for (EventReference event : input.getEvents()) {
        int number = events.number(moment.getSite(), event.getSensor() + "/" + event.getId());
        switch (input.getModality()) {
          case CAMERA -> frame = number;
          case AUDIO -> matches.sound().add(number);
          case TEXT -> matches.words().add(number);
        }
      }
    }
    repeated += byFrame.containsKey(frame) ? 1 : 0;
    Given given = given(frame, visibleMs);
    given.matches.sound().addAll(matches.sound());
    given.matches.words().addAll(matches.words());
  }

  /** Takes a joined row of a site. */
  public void take(String site, JoinedRow row, long visibleMs) {
    Given given = given(events.number(site, row.frame()), visibleMs);
    add(site, row.sound(), given.matches.sound());
    add(site, row.words(), given.matches.words());
  }

  private Given given(int frame, long visibleMs) {
    Given given = byFrame.computeIfAbsent(frame, number -> new Given());
    given.visibleMs = Math.max(given.visibleMs, visibleMs);
    return given;
  }

  private void add(String site, @Nullable String name, Set<Integer> numbers) {
    if (name != null) {
      numbers.add(events.number(site, name));
    }
  }

  Map<Integer, Given> byFrame() {
    return byFrame;
  }

  /** Moments that were given again. */
  long repeated() {
    return repeated;
  }
}
