package io.sensorium.fusion.offline.summary;

import io.sensorium.fusion.align.AlignedMoment;

/** How long moments took to close. */
public final class WaitFigures {
  private final SpreadTally sinceOpened = new SpreadTally();
  private final SpreadTally sinceTime = new SpreadTally();

  void closed(AlignedMoment<?> moment) {
    sinceOpened.add(moment.closedUs() - moment.openedUs());
    sinceTime.add(moment.closedUs() - moment.timeUs());
  }

  public long moments() {
    return sinceOpened.count();
  }

  /** From the arrival of what opened the moment to its closing: what waiting cost. */
  public Spread sinceOpened() {
    return sinceOpened.spread();
  }

  /** From the moment's time to its closing: also what the opening event was under way. */
  public Spread sinceTime() {
    return sinceTime.spread();
  }
}
