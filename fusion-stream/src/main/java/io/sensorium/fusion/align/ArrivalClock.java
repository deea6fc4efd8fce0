package io.sensorium.fusion.align;

/** A site's clock: it shows the largest arrival time seen and never goes back. */
final class ArrivalClock {
  private long now = SiteState.UNSET;
  private long firstArrival = SiteState.UNSET;

  /** The instant that has been reached, in microseconds. */
  long now() {
    return now;
  }

  /** The site's first arrival; {@link SiteState#UNSET} before it. */
  long firstArrival() {
    return firstArrival;
  }

  void moveTo(long instant) {
    now = Math.max(now, instant);
  }

  /** Something has arrived now. */
  void hear() {
    if (firstArrival == SiteState.UNSET) {
      firstArrival = now;
    }
  }

  void recall(SiteState state) {
    now = state.nowUs();
    firstArrival = state.firstArrivalUs();
  }
}
