package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.fusion.offline.whatif.Variation.Setting;
import java.util.Optional;

/** Would a wider tolerance, or a longer lookback, have found events for more moments? */
record WiderReach(int input, InputSpec spec, Figures base) implements Question {
  private static final int FAR = 10;
  private static final long LEAST_US = 1_000;
  private static final long LEAST_FAR_US = 1_000_000;

  @Override
  public Optional<Variation> probe() {
    if (base.input(input).events() == 0 || base.input(input).moments() == base.opened()) {
      return Optional.empty();
    }
    return Optional.of(new Variation(input, setting(), far()));
  }

  @Override
  public Optional<Variation> proposal(Figures probed) {
    if (!Presence.of(input, base, probed).better()) {
      return Optional.empty();
    }
    long knee = Knee.of(probed.input(input).distance(), Math.max(LEAST_US, now()), far());
    return Optional.of(new Variation(input, setting(), Knee.round(knee)));
  }

  @Override
  public Optional<Hint> answer(Variation proposal, Figures tried) {
    Presence presence = Presence.of(input, base, tried);
    if (!presence.better()) {
      return Optional.empty();
    }
    String setting = Words.word(setting());
    String text =
        String.format(
            "%s: %s %s would have matched %s of moments (now %s with %s)%s",
            spec.name(),
            setting,
            Words.span(proposal.us()),
            Words.percent(presence.shareThen()),
            Words.percent(presence.shareNow()),
            Words.span(now()),
            Cost.of(base, tried).clause());
    return Optional.of(
        new Hint(
            spec.name(),
            setting,
            Words.setting(now()),
            Words.setting(proposal.us()),
            "moments with the input",
            presence.shareNow(),
            presence.shareThen(),
            text));
  }

  private Setting setting() {
    return spec.matching() instanceof Matching.Latest ? Setting.LOOKBACK : Setting.TOLERANCE;
  }

  private long now() {
    if (spec.matching() instanceof Matching.Nearest nearest) {
      return nearest.toleranceUs();
    }
    return spec.matching() instanceof Matching.Latest latest ? latest.lookbackUs() : 0;
  }

  private long far() {
    return Math.max(LEAST_FAR_US, FAR * now());
  }
}
