package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.fusion.offline.whatif.Variation.Setting;
import java.util.Optional;

/** Would a longer wait have let events in that came too late for their moments? */
record LongerWait(int input, InputSpec spec, Figures base) implements Question {
  private static final int FAR = 10;
  private static final long LEAST_US = 1_000;
  private static final long LEAST_FAR_US = 1_000_000;

  @Override
  public Optional<Variation> probe() {
    if (base.input(input).events() == 0 || base.input(input).missedByWait() == 0) {
      return Optional.empty();
    }
    return Optional.of(new Variation(input, Setting.WAIT, far()));
  }

  @Override
  public Optional<Variation> proposal(Figures probed) {
    if (!Presence.of(input, base, probed).better()) {
      return Optional.empty();
    }
    long low = Math.max(LEAST_US, spec.waitUs());
    long knee = Knee.of(probed.input(input).sinceOpened(), low, far());
    return Optional.of(new Variation(input, Setting.WAIT, Knee.round(knee + 1)));
  }

  @Override
  public Optional<Hint> answer(Variation proposal, Figures tried) {
    Presence presence = Presence.of(input, base, tried);
    if (!presence.better()) {
      return Optional.empty();
    }
    String text =
        String.format(
            "%s: wait %s would have had it in %s of moments (now %s with %s)%s",
            spec.name(),
            Words.span(proposal.us()),
            Words.percent(presence.shareThen()),
            Words.percent(presence.shareNow()),
            Words.span(spec.waitUs()),
            Cost.of(base, tried).clause());
    return Optional.of(
        new Hint(
            spec.name(),
            "wait",
            Words.setting(spec.waitUs()),
            Words.setting(proposal.us()),
            "moments with the input",
            presence.shareNow(),
            presence.shareThen(),
            text));
  }

  private long far() {
    return Math.max(LEAST_FAR_US, FAR * spec.waitUs());
  }
}
