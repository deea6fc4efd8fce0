package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.fusion.offline.whatif.Variation.Setting;
import java.util.Optional;

/** Would a shorter wait have lost next to nothing, and closed moments sooner? */
record ShorterWait(int input, InputSpec spec, Figures base) implements Question {
  private static final double ENOUGH = 0.999;
  private static final double NOT_LESS = 0.998;

  @Override
  public Optional<Variation> proposal(Figures probed) {
    boolean waits = base.waits(ClosedBy.WAIT).moments() > 0 && base.input(input).moments() > 0;
    long needed = Knee.round(base.input(input).sinceOpened().quantile(ENOUGH) + 1);
    return waits && 2 * needed <= spec.waitUs()
        ? Optional.of(new Variation(input, Setting.WAIT, needed))
        : Optional.empty();
  }

  @Override
  public Optional<Hint> answer(Variation proposal, Figures tried) {
    double kept = (double) tried.input(input).moments() / base.input(input).moments();
    boolean whole = tried.complete() >= NOT_LESS * base.complete();
    Cost cost = Cost.of(base, tried);
    if (kept < NOT_LESS || !whole || !cost.sooner()) {
      return Optional.empty();
    }
    String text =
        String.format(
            "%s: wait %s would have been enough for %s of the moments that have it (now %s)%s",
            spec.name(),
            Words.span(proposal.us()),
            Words.percent(Math.min(1, kept)),
            Words.span(spec.waitUs()),
            cost.clause());
    return Optional.of(
        new Hint(
            spec.name(),
            "wait",
            Words.setting(spec.waitUs()),
            Words.setting(proposal.us()),
            "of the moments that have the input now",
            1,
            kept,
            text));
  }
}
