package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.fusion.offline.summary.SpreadTally;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.fusion.offline.whatif.Variation.Setting;
import java.util.Optional;

/** Would more room for disorder have saved late events? */
record MoreDisorder(int input, InputSpec spec, Figures base) implements Question {
  private static final double MOST = 0.97;
  private static final double WORTH_SAYING = 0.5;

  @Override
  public Optional<Variation> proposal(Figures probed) {
    SpreadTally lateBy = base.input(input).lateBy();
    long needed = Knee.round(lateBy.quantile(MOST));
    return lateBy.count() > 0 && needed > spec.disorderUs()
        ? Optional.of(new Variation(input, Setting.DISORDER, needed))
        : Optional.empty();
  }

  @Override
  public Optional<Hint> answer(Variation proposal, Figures tried) {
    long now = base.input(input).lateBy().count();
    long then = tried.input(input).lateBy().count();
    double saved = 1 - (double) then / now;
    // What is not late for it must not be late, or lost, elsewhere.
    boolean elsewhere = tried.dropped(DropReason.LATE) - then > base.dropped(DropReason.LATE) - now;
    if (saved < WORTH_SAYING || elsewhere || tried.complete() < base.complete()) {
      return Optional.empty();
    }
    String text =
        String.format(
            "%s: disorder %s would have saved %s of its %,d late events (now %s)%s",
            spec.name(),
            Words.span(proposal.us()),
            Words.percent(saved),
            now,
            Words.span(spec.disorderUs()),
            Cost.of(base, tried).clause());
    return Optional.of(
        new Hint(
            spec.name(),
            "disorder",
            Words.setting(spec.disorderUs()),
            Words.setting(proposal.us()),
            "of the input's events that are late now, not late",
            0,
            saved,
            text));
  }
}
