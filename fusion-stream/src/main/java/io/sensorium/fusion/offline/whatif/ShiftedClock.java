package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.fusion.offline.summary.SensorFigures;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.fusion.offline.whatif.Variation.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Are the input's clocks ahead of arrival, and would an offset have brought more together? Not
 * asked where a sensor feeds another input as well: those must agree on their offset.
 */
record ShiftedClock(int input, AlignmentSpec all, Figures base) implements Question {
  @Override
  public Optional<Variation> proposal(Figures probed) {
    boolean shared =
        sensors().stream().anyMatch(s -> all.inputsOf(s.modality(), s.name()).length > 1);
    return ahead()
        .filter(worst -> !shared)
        .map(worst -> spec().offsetUs() - Knee.round(worst.aheadUs()))
        .map(offset -> new Variation(input, Setting.OFFSET, offset));
  }

  @Override
  public Optional<Hint> answer(Variation proposal, Figures tried) {
    SensorFigures worst = ahead().orElseThrow();
    long others = sensors().stream().filter(sensor -> sensor.aheadUs() > 0).count() - 1;
    boolean alike = sensors().stream().allMatch(s -> s.aheadUs() > worst.aheadUs() / 2);
    double now = share(base);
    double then = share(tried);
    String remedy =
        alike && then >= now
            ? String.format(
                "with offset %s (or clock: learned) %s of moments would have been complete (now %s)",
                Words.setting(proposal.us()), Words.percent(then), Words.percent(now))
            : "set that clock right, or give the input clock: learned";
    String text =
        String.format(
            "%s: the clock of %s at %s is %s ahead of arrival%s; %s",
            spec().name(),
            worst.name(),
            worst.site(),
            Words.span(worst.aheadUs()),
            others > 0 ? String.format(" (and %,d more sensors')", others) : "",
            remedy);
    return Optional.of(
        new Hint(
            spec().name(),
            "offset",
            Words.setting(spec().offsetUs()),
            Words.setting(proposal.us()),
            "complete moments",
            now,
            then,
            text));
  }

  private InputSpec spec() {
    return all.inputs().get(input);
  }

  private static double share(Figures figures) {
    return figures.opened() == 0 ? 0 : (double) figures.complete() / figures.opened();
  }

  private Optional<SensorFigures> ahead() {
    return sensors().stream()
        .filter(sensor -> sensor.aheadUs() > 0)
        .max(Comparator.comparingLong(SensorFigures::aheadUs).thenComparing(SensorFigures::site));
  }

  private List<SensorFigures> sensors() {
    return base.sensors().stream().filter(sensor -> sensor.input() == input).toList();
  }
}
