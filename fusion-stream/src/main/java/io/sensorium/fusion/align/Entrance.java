package io.sensorium.fusion.align;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of one input wait until they may enter its queue in order of time (ties in order
 * of sensor, then of arrival). An event enters when the watermarks of all live sensors are beyond
 * it; it is forced in, with those before it, once it has waited for the input's wait, or once no
 * sensor is live.
 */
final class Entrance<R> {
  static final Comparator<Held<?>> ORDER =
      Comparator.<Held<?>>comparingLong(held -> held.t).thenComparing(held -> held.sensor.name);

  private final InputSpec spec;
  private final LiveSensors<R> live;

  /** By {@link #ORDER}, then by arrival. */
  private final List<Held<R>> waiting = new ArrayList<>();

  /** By arrival; may hold some that wait no more. */
  private final Deque<Held<R>> arrivals = new ArrayDeque<>();

  // The last that has entered; no event before it may.
  private long enteredUs = SiteState.UNSET;
  private String enteredSensor = "";

  /** What has entered by watermark is up to here; what is beyond was forced in. */
  private long settledUs = SiteState.UNSET;

  /** What forced in the last that was. */
  private ClosedBy forcedBy = ClosedBy.SETTLED;

  Entrance(InputSpec spec) {
    this.spec = spec;
    this.live = new LiveSensors<>(spec.idleUs());
  }

  /** A sensor of the input has been heard; in order of arrival. */
  void hear(SensorClock<R> sensor) {
    live.hear(sensor);
  }

  void expire(long now) {
    live.expire(now);
  }

  /** Whether all sensors of the input have been silent for idle. */
  boolean isSilent(ArrivalClock clock) {
    return live.silent(clock.now(), clock.firstArrival());
  }

  /** When the input will be silent, unless something is heard. */
  long nextSilence(ArrivalClock clock) {
    return live.nextSilence(clock.firstArrival());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The next event to enter. */
  @Nullable Held<R> first() {
    return waiting.isEmpty() ? null : waiting.get(0);
  }

  /** Whether something that comes after the event in order has entered. */
  boolean isLate(Held<R> held) {
    return compareToEntered(held) < 0;
  }

  /** Whether the event is one of those that have entered. */
  boolean hasEntered(Held<R> held) {
    return compareToEntered(held) <= 0;
  }

  /** Takes in an event that is not late; in order of arrival. */
  void take(Held<R> held) {
    int at = waiting.size();
    while (at > 0 && ORDER.compare(waiting.get(at - 1), held) > 0) {
      at--;
    }
    waiting.add(at, held);
    arrivals.add(held);
  }

  /** Lets in what may enter at this instant. */
  void enter(long now, Consumer<Held<R>> queue) {
    if (waiting.isEmpty()) {
      return;
    }
    long safe = live.any() ? live.watermark() - spec.disorderUs() : Long.MIN_VALUE;
    int settled = 0;
    while (settled < waiting.size() && waiting.get(settled).t <= safe) {
      settledUs = waiting.get(settled++).t;
    }
    enter(settled, queue);
    if (!live.any()) {
      force(waiting.size(), ClosedBy.IDLE, queue);
    }
    for (Held<R> oldest = oldest(); oldest != null && due(oldest) <= now; oldest = oldest()) {
      force(waiting.indexOf(oldest) + 1, ClosedBy.WAIT, queue);
    }
  }

  /** Lets in the first event that waits: the moment has waited for the input long enough. */
  void enterFirst(Consumer<Held<R>> queue) {
    force(1, ClosedBy.WAIT, queue);
  }

  /** Lets in everything: the epoch ends. */
  void enterAll(Consumer<Held<R>> queue) {
    enter(waiting.size(), queue);
  }

  /** The next instant at which time alone lets something in. */
  long nextInstant(ArrivalClock clock) {
    Held<R> oldest = oldest();
    return oldest == null ? Long.MAX_VALUE : Math.min(due(oldest), nextSilence(clock));
  }

  /** What forced in the event of the queue at this time; SETTLED where nothing did. */
  ClosedBy forcedBy(long timeUs) {
    return timeUs > settledUs ? forcedBy : ClosedBy.SETTLED;
  }

  /** The event leaves without entering. */
  void remove(Held<R> held) {
    waiting.remove(held);
  }

  /** A new epoch: whatever comes may enter. */
  void restart() {
    recall(SiteState.Lane.NEW);
  }

  /**
   * The clock of a sensor has been set back, and its events have left: others may enter from the
   * last one that is left in the queue, or from the end of the last set.
   */
  void fallBack(@Nullable Held<R> last, long lastEnd) {
    if (last != null) {
      enteredUs = last.t;
      enteredSensor = last.sensor.name;
    } else if (lastEnd < enteredUs) {
      enteredUs = lastEnd;
      enteredSensor = "";
    }
    settledUs = Math.min(settledUs, enteredUs);
  }

  /** The events that wait, in order. */
  List<Held<R>> waiting() {
    return waiting;
  }

  SiteState.Lane state(int passed) {
    return new SiteState.Lane(enteredUs, enteredSensor, settledUs, forcedBy, passed);
  }

  void recall(SiteState.Lane state) {
    enteredUs = state.enteredUs();
    enteredSensor = state.enteredSensor();
    settledUs = state.settledUs();
    forcedBy = state.forcedBy();
  }

  private void force(int count, ClosedBy by, Consumer<Held<R>> queue) {
    if (count > 0) {
      forcedBy = by;
      enter(count, queue);
    }
  }

  /** Lets in so many, and those after them of one time and sensor: nothing can come between. */
  private void enter(int count, Consumer<Held<R>> queue) {
    int entered = 0;
    while (entered < waiting.size() && (entered < count || hasEntered(waiting.get(entered)))) {
      Held<R> held = waiting.get(entered++);
      enteredUs = held.t;
      enteredSensor = held.sensor.name;
      queue.accept(held);
    }
    waiting.subList(0, entered).clear();
  }

  /** Of the events that wait, the one that has waited for longest. */
  private @Nullable Held<R> oldest() {
    while (!arrivals.isEmpty() && (arrivals.element().gone || hasEntered(arrivals.element()))) {
      arrivals.remove();
    }
    return arrivals.peek();
  }

  private long due(Held<R> held) {
    return held.arrival + spec.waitUs();
  }

  private int compareToEntered(Held<R> held) {
    int order = Long.compare(held.t, enteredUs);
    return order != 0 ? order : held.sensor.name.compareTo(enteredSensor);
  }
}
