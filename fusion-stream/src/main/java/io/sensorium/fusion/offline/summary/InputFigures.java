package io.sensorium.fusion.offline.summary;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.offline.run.Row;
import java.util.List;

/** What a run made of one input. Times are microseconds. */
public final class InputFigures {
  private final SpreadTally distance = new SpreadTally();
  private final SpreadTally skew = new SpreadTally();
  private final SpreadTally sinceOpened = new SpreadTally();
  private final SpreadTally lateBy = new SpreadTally();
  private long events;
  private long moments;
  private long missedByWait;

  void arrived() {
    events++;
  }

  void late(long belowWatermarkUs) {
    lateBy.add(belowWatermarkUs);
  }

  void emitted(AlignedMoment<Row> moment, List<SensorEvent<Row>> match) {
    if (match.isEmpty()) {
      missedByWait += moment.closedBy() == ClosedBy.WAIT ? 1 : 0;
      return;
    }
    moments++;
    long last = Long.MIN_VALUE;
    for (SensorEvent<Row> event : match) {
      long away = event.handle().timeUs() - moment.timeUs();
      distance.add(Math.abs(away));
      skew.add(away);
      last = Math.max(last, event.handle().arrivalUs());
    }
    sinceOpened.add(Math.max(0, last - moment.openedUs()));
  }

  /** Events of its sensors. */
  public long events() {
    return events;
  }

  /** Emitted moments that have it. */
  public long moments() {
    return moments;
  }

  /** Emitted moments that lack it and that a wait has closed. */
  public long missedByWait() {
    return missedByWait;
  }

  /** |t − T| of its matched events; of a chunk the start counts. */
  public SpreadTally distance() {
    return distance;
  }

  /** t − T of its matched events. */
  public SpreadTally skew() {
    return skew;
  }

  /** How long after a moment's opening the last of its events had arrived. */
  public SpreadTally sinceOpened() {
    return sinceOpened;
  }

  /** How far below their sensor's watermark late events were when they came. */
  public SpreadTally lateBy() {
    return lateBy;
  }
}
