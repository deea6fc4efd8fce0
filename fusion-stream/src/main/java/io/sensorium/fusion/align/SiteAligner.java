package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligns the events of one site by time into moments.
 *
 * <p>Events are handed in in order of arrival; the clock is an argument and never goes back. What
 * is decided goes to the handler. Decisions depend on the sequence of (event, arrival) alone: the
 * clock may be moved on in between, as often as one likes, up to any instant by which every event
 * has been handed in. Not thread-safe.
 */
public final class SiteAligner<R> {
  private final AlignmentSpec spec;
  private final AlignmentHandler<R> handler;
  private final ArrivalClock clock = new ArrivalClock();
  private final Sensors<R> sensors;
  private final Moments<R> moments;

  public SiteAligner(AlignmentSpec spec, AlignmentHandler<R> handler) {
    this.spec = spec;
    this.handler = handler;
    this.sensors = new Sensors<>(spec);
    this.moments =
        spec.approximate() == null
            ? new PacedMoments<>(spec, handler, clock, sensors)
            : new ApproximateMoments<>(spec, spec.approximate(), handler, clock, sensors);
  }

  /**
   * An aligner that goes on from where another one was, under the same or a changed specification
   * with the same inputs.
   */
  public static <R> SiteAligner<R> restore(
      AlignmentSpec spec,
      AlignmentHandler<R> handler,
      SiteState state,
      Iterable<HeldEvent<R>> held) {
    SiteAligner<R> aligner = new SiteAligner<>(spec, handler);
    aligner.clock.recall(state);
    aligner.moments.recall(state, aligner.sensors.recall(state.sensors()), held);
    return aligner;
  }

  /**
   * Takes an event in.
   *
   * <p>First its sensor's clock hears of it, where that clock is estimated: for {@link
   * io.sensorium.fusion.clock.ClockKind#LEARNED}, and for a device's own where an alarm has a
   * limit. Every event counts there, also one that is dropped at the door. Then t is taken, and the
   * rules of the design follow with it, but for this: a stale event of a learned clock counts as
   * one below its watermark, if it is, for a clock that was set back would have stale events alone.
   * The third running restarts the estimate from it and t is taken anew; only then it is dropped or
   * not. Once for each bucket of arrival time the clock is judged, and an alarm raised or cleared.
   *
   * @param arrivalUs its arrival, not before that of any event handed in before
   * @return false where the event is not this pipeline's business, and nothing has changed
   */
  public boolean arrive(SensorEvent<R> event, long arrivalUs) {
    SensorClock<R> sensor = sensors.find(event.modality(), event.sensor());
    if (sensor == null) {
      return false;
    }
    advance(arrivalUs);
    boolean judged = sensor.feed(event, arrivalUs);
    long t = sensor.timeOf(event, arrivalUs);
    DropReason insane = sanity(event, t, sensor, arrivalUs);
    boolean counts = insane == null || (insane == DropReason.STALE && sensor.learns());
    boolean reset = counts && sensor.strikes(t, spec.clockJumpUs());
    if (reset) {
      sensor.restart(event, arrivalUs);
      t = sensor.timeOf(event, arrivalUs);
      insane = sanity(event, t, sensor, arrivalUs);
    }
    if (judged && !reset) {
      judge(sensor, event, arrivalUs);
    }
    if (insane != null) {
      handler.dropped(event, insane);
      return true;
    }
    hear(sensor);
    keepClock(sensor, SensorClock.endOf(event, t), reset);
    moments.take(event, t, sensor);
    return true;
  }

  /** Moves the clock on; every event with an arrival before {@code nowUs} has been handed in. */
  public void advance(long nowUs) {
    for (long next = nextInstantUs(); next <= nowUs; next = nextInstantUs()) {
      clock.moveTo(next);
      moments.elapse();
    }
    clock.moveTo(nowUs);
    moments.expire();
  }

  /**
   * The next instant at which time alone may decide something, {@link Long#MAX_VALUE} where there
   * is none: until then, {@link #advance} changes nothing but the clock.
   */
  public long nextInstantUs() {
    return moments.nextInstant();
  }

  /**
   * No more events come: the clock runs on until every moment has closed and the buffer is empty.
   */
  public void finish() {
    for (long next = nextInstantUs(); next != Long.MAX_VALUE; next = nextInstantUs()) {
      advance(next);
    }
    moments.finish();
  }

  /** How many events are buffered. */
  public int buffered() {
    return moments.buffered();
  }

  /** How many moments are open. */
  public int openMoments() {
    return moments.open();
  }

  /** What the clocks of the site's sensors are off by, where they are estimated. */
  public ClockFigures clocks() {
    ClockFigures figures = ClockFigures.EMPTY;
    for (SensorClock<R> sensor : sensors.estimated()) {
      figures = figures.and(ClockFigures.of(sensor.lastReading, sensor.learns()));
    }
    return figures;
  }

  /** What to remember beside the buffered events, which the handler is told of one by one. */
  public SiteState state() {
    return moments.state(sensors.state());
  }

  /** The buffered events. */
  public List<HeldEvent<R>> held() {
    return moments.held();
  }

  private @Nullable DropReason sanity(
      SensorEvent<R> event, long t, SensorClock<R> sensor, long arrival) {
    if (t > arrival + spec.maxAheadUs()) {
      return DropReason.FUTURE;
    }
    if (t < arrival - spec.maxBehindUs()) {
      return DropReason.STALE;
    }
    return sensor.buffered.containsKey(event.id()) ? DropReason.DUPLICATE : null;
  }

  private void judge(SensorClock<R> sensor, SensorEvent<R> event, long arrival) {
    ClockAlarm<R> alarm = sensor.judge(event, arrival);
    if (alarm != null) {
      handler.alarmed(alarm);
    }
  }

  private void hear(SensorClock<R> sensor) {
    clock.hear();
    sensors.hear(sensor, clock.now());
    moments.hear(sensor);
  }

  /** Rules 2 and 3: clock jumps and the watermark. */
  private void keepClock(SensorClock<R> sensor, long end, boolean reset) {
    sensor.watermark = reset ? end : Math.max(sensor.watermark, end);
    moments.keep(sensor, reset);
  }
}
