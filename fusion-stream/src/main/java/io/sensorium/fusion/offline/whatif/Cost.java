package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Spread;
import io.sensorium.fusion.offline.summary.Words;

/** What a change did to how long moments take to close. */
record Cost(Spread now, Spread then) {
  private static final double WORTH_SAYING = 0.1;
  private static final long LEAST_US = 1_000;

  static Cost of(Figures base, Figures tried) {
    return new Cost(base.waits().sinceOpened(), tried.waits().sinceOpened());
  }

  boolean sooner() {
    return notably(now.p50(), then.p50()) || notably(now.p99(), then.p99());
  }

  private boolean later() {
    return notably(then.p50(), now.p50()) || notably(then.p99(), now.p99());
  }

  private static boolean notably(long more, long less) {
    return more - less >= Math.max(LEAST_US, WORTH_SAYING * more);
  }

  /** A clause to end a hint with; empty where little changes. */
  String clause() {
    if (!sooner() && !later()) {
      return "";
    }
    return String.format(
        "; moments would close %s after opening (median; p99 %s), now %s (%s)",
        Words.span(then.p50()),
        Words.span(then.p99()),
        Words.span(now.p50()),
        Words.span(now.p99()));
  }
}
