package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.offline.summary.Figures;

/** In how many of the opened moments an input is: before a change and after. */
record Presence(long now, long then, long openedNow, long openedThen) {
  /** Half a percent of the moments is worth a hint. */
  private static final double WORTH_SAYING = 0.005;

  static Presence of(int input, Figures base, Figures tried) {
    return new Presence(
        base.input(input).moments(), tried.input(input).moments(), base.opened(), tried.opened());
  }

  boolean better() {
    return then - now >= Math.max(1, WORTH_SAYING * openedNow);
  }

  double shareNow() {
    return openedNow == 0 ? 0 : (double) now / openedNow;
  }

  double shareThen() {
    return openedThen == 0 ? 0 : (double) then / openedThen;
  }
}
