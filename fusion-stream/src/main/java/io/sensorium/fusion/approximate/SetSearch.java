package io.sensorium.fusion.approximate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds sets of one event of each input that lie closest in time, one set after the other. The
 * rules are those of the ApproximateTime policy of ROS (<a
 * href="http://wiki.ros.org/message_filters/ApproximateTime">message_filters/ApproximateTime</a>):
 *
 * <ul>
 *   <li>An event is in one set at most.
 *   <li>Sets do not cross: a later set has the later event of every input that both have.
 *   <li>Sets are contiguous: no further set could be formed of what lies between two of them.
 *   <li>With an age penalty of 0 a set is the shortest of those that are contiguous to the one
 *       before, and the earliest of the shortest.
 *   <li>Sets depend on the times of the events alone, not on how the inputs take turns.
 * </ul>
 *
 * <p>The first events of all inputs are the first <em>candidate</em>, and the latest of them is the
 * <em>pivot</em>: the shortest contiguous set is one of those that hold it. The earliest of the
 * heads is passed again and again, and the heads that are left become the candidate where they are
 * better than it; until none with the pivot can be.
 *
 * <p>An input that lacks events may be declared absent: its next event is taken to be infinitely
 * late. While none is, a set has an event of every input. Every set ends later than the one before;
 * while none is absent and no input has two events of one time, that needs no rule of its own.
 *
 * <p>Not thread-safe.
 */
public final class SetSearch<E> {
  /** The pivot while there is no candidate. */
  public static final int NO_PIVOT = -1;

  /** The end of the last set before the first. */
  public static final long NO_END = Long.MIN_VALUE;

  private final SearchRules rules;
  private final SetHandler<E> handler;
  private final Lanes<E> lanes;

  /** Bit i is set while an event that was taken out of input i might be better than its head. */
  private long robbed;

  private int pivot = NO_PIVOT;
  private long lastEnd = NO_END;

  // Of the candidate: the first event of every input that has any.
  private long candidateStart;
  private long candidateEnd;

  public SetSearch(SearchRules rules, SetHandler<E> handler) {
    this.rules = rules;
    this.handler = handler;
    this.lanes = new Lanes<>(rules.inputs());
  }

  /**
   * Adds an event of an input; {@link #step} then takes notice.
   *
   * @param timeUs not before the input's last, and within ± {@link SearchRules#WIDEST}
   */
  public void add(int input, E event, long timeUs) {
    if (lanes.of(input).isEmpty()) {
      begin(); // a candidate would do without this input, which it need not any more
    }
    lanes.of(input).add(event, timeUs);
  }

  /**
   * Bit i is set where the search lacks an event of input i; 0 where there is nothing to search.
   */
  public long lacking() {
    if (pivot != NO_PIVOT) {
      return lanes.exhausted();
    }
    return lanes.earliest() < 0 ? 0 : lanes.empty();
  }

  /**
   * Takes one step, if one can be taken.
   *
   * @param absent bit i is set where the search lacks input i and shall not wait for it
   * @return whether there may be another one
   */
  public boolean step(long absent) {
    long lacking = lacking();
    boolean waits = (lacking & ~absent) != 0;
    if (pivot == NO_PIVOT || lacking == 0) {
      return !waits && advance();
    }
    if (waits && !isProven()) {
      return false;
    }
    publish(waits ? 0 : lacking);
    return true;
  }

  /** An event of the input will not be added: what is left may be far from the best. */
  public void rob(int input) {
    robbed |= 1L << input;
    begin();
  }

  /** Takes out the first event of an input and begins anew with what is left. */
  public void removeFirst(int input) {
    lanes.of(input).removeFirst();
    rob(input);
  }

  /** Takes out events of an input and begins anew with what is left. */
  public void removeIf(int input, Predicate<? super E> test) {
    int before = lanes.of(input).size();
    lanes.of(input).removeIf(test);
    if (lanes.of(input).size() < before) {
      rob(input);
    }
  }

  /** Forgets the sets that were, where there are no events: the next one may end at any time. */
  public void restart() {
    lastEnd = NO_END;
    robbed = 0;
  }

  /** How many events of the input there are. */
  public int size(int input) {
    return lanes.of(input).size();
  }

  /** An event of the input, in the order of adding. */
  public E get(int input, int index) {
    return lanes.of(input).get(index);
  }

  /** Time of the last event of the input that the search has looked at; it has at least one. */
  public long lookedAt(int input) {
    Lane<E> lane = lanes.of(input);
    return lane.time(Math.min(lane.passed(), lane.size() - 1));
  }

  /** When the last set ended; {@link #NO_END} before the first. */
  public long lastEnd() {
    return lastEnd;
  }

  /** What to remember beside the events. */
  public SearchState state() {
    return new SearchState(pivot, lastEnd, robbed, lanes.all().stream().map(Lane::passed).toList());
  }

  /** Goes on from a state; the events have been added. */
  public void recall(SearchState state) {
    pivot = state.pivot();
    lastEnd = state.lastEnd();
    robbed = state.robbed();
    for (int i = 0; i < rules.inputs(); i++) {
      lanes.of(i).pass(state.passed().get(i));
    }
    if (pivot != NO_PIVOT && lanes.of(pivot).isEmpty()) {
      begin(); // its events are no longer ours
    }
    measureCandidate();
  }

  /** There is no candidate, and nothing is passed. */
  private void begin() {
    pivot = NO_PIVOT;
    lanes.recover();
  }

  /** Looks at the heads; every input that takes part has one. */
  private boolean advance() {
    int start = lanes.earliest();
    int end = lanes.latest();
    if (start < 0) {
      return false;
    }
    robbed &= lanes.empty() | 1L << end; // nothing taken out could be better than an earlier head
    long startTime = lanes.head(start);
    long endTime = lanes.head(end);
    if (pivot == NO_PIVOT) {
      Discard unfit = unfit(end, startTime, endTime);
      if (unfit != null) {
        handler.discarded(lanes.of(start).removeFirst(), unfit);
        return true;
      }
      pivot = end;
      measureCandidate();
    } else if (penalized(endTime) < startTime - candidateStart) {
      surpass();
      measureCandidate();
    }
    lanes.of(start).pass(lanes.of(start).passed() + 1);
    if (isBest(endTime)) {
      publish(0);
    }
    return true;
  }

  /** Why the heads are no first candidate; null where they are one. */
  private @Nullable Discard unfit(int end, long startTime, long endTime) {
    if (endTime <= lastEnd) {
      return Discard.BEHIND;
    }
    if (endTime - startTime > rules.largestIntervalUs()) {
      return Discard.TOO_WIDE;
    }
    // The best may have been with the event that was taken out, unless none can be better.
    return (robbed & 1L << end) != 0 && startTime < endTime ? Discard.ROBBED : null;
  }

  /** There is a better candidate: what is passed is in no set. */
  private void surpass() {
    for (Lane<E> lane : lanes.all()) {
      for (int left = lane.passed(); left > 0; left--) {
        handler.discarded(lane.removeFirst(), Discard.SURPASSED);
      }
    }
  }

  private void measureCandidate() {
    candidateStart = Long.MAX_VALUE;
    candidateEnd = Long.MIN_VALUE;
    for (Lane<E> lane : lanes.all()) {
      if (!lane.isEmpty()) {
        candidateStart = Math.min(candidateStart, lane.time(0));
        candidateEnd = Math.max(candidateEnd, lane.time(0));
      }
    }
  }

  private void publish(long lacking) {
    List<@Nullable E> set = new ArrayList<>(rules.inputs());
    for (Lane<E> lane : lanes.all()) {
      set.add(lane.isEmpty() ? null : lane.get(0));
    }
    handler.found(Collections.unmodifiableList(set), lacking | lanes.empty());
    lastEnd = candidateEnd;
    for (Lane<E> lane : lanes.all()) {
      if (!lane.isEmpty()) {
        lane.removeFirst();
      }
    }
    begin();
  }

  /** How much later than the candidate a set must start to be better, if it ends then. */
  private double penalized(long endTime) {
    return (endTime - candidateEnd) * (1 + rules.agePenalty());
  }

  /** Whether none is better that ends then or later: it would hold the pivot, so start before. */
  private boolean isBest(long endTime) {
    return penalized(endTime) >= lanes.of(pivot).time(0) - candidateStart;
  }

  /**
   * Whether the candidate is the best whatever comes. What the search lacks comes no earlier than
   * the pivot, and no earlier than the least gap after the last event of its input.
   */
  private boolean isProven() {
    int[] ahead = new int[rules.inputs()];
    Arrays.setAll(ahead, i -> lanes.of(i).passed());
    while (true) {
      int start = 0;
      long startTime = Long.MAX_VALUE;
      long endTime = Long.MIN_VALUE;
      for (int i = 0; i < ahead.length; i++) {
        if (!lanes.of(i).isEmpty()) {
          long time = soonest(i, ahead[i]);
          endTime = Math.max(endTime, time);
          start = time < startTime ? i : start;
          startTime = Math.min(startTime, time);
        }
      }
      if (isBest(endTime)) {
        return true;
      }
      if (penalized(endTime) < startTime - candidateStart) {
        return false;
      }
      ahead[start]++; // neither holds, so it starts before the pivot: an event that is there
    }
  }

  /** When the event of the input with this index comes at the soonest. */
  private long soonest(int input, int index) {
    Lane<E> lane = lanes.of(input);
    if (index < lane.size()) {
      return lane.time(index);
    }
    long last = lane.time(lane.size() - 1);
    return Math.max(last + rules.leastGapsUs().get(input), lanes.of(pivot).time(0));
  }
}
