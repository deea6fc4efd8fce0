package io.sensorium.fusion.offline.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.config.Durations;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.fusion.offline.Recorded;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hint is put into the pipeline file, and must give what it promised. */
class WhatIfTest {
  private static final Offset<Double> EXACTLY = Offset.offset(1e-9);
  private static final int FRAMES = 1_000;
  private static final long PERIOD = 100_000;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void aWiderToleranceMatchesAsManyAsItPromises() {
    Recorded recorded = frames(10_000);
    for (int i = 0; i < FRAMES; i++) {
      long skew = i % 100 < 91 ? random.nextLong(10_000) : random.nextLong(10_000, 29_000);
      long t = i * PERIOD + skew;
      recorded.event(t + 5_000, t, "text", "phone");
    }
    String words = "{ modality: text, match: nearest, tolerance: 10ms }";

    Hint hint = only(hints(recorded, words), "tolerance");

    assertThat(Durations.micros(Durations.parse(hint.then()))).isBetween(28_000L, 30_000L);
    assertThat(hint.shareNow()).isCloseTo(0.91, Offset.offset(0.001));
    assertThat(hint.shareThen()).isGreaterThan(0.99);
    AlignmentSummary again = align(recorded, words.replace("tolerance: 10ms", setting(hint)));
    assertThat(share(again)).isCloseTo(hint.shareThen(), EXACTLY);
    assertThat(hint.text())
        .startsWith("words: tolerance 29.0 ms would have matched 100 % of moments (now 91.");
  }

  @Test
  void aLongerLookbackMatchesAsManyAsItPromises() {
    Recorded recorded = frames(10_000);
    for (int i = 0; i < FRAMES; i += 20) {
      recorded.event(i * PERIOD + 5_000, i * PERIOD, "text", "phone");
    }
    String words = "{ modality: text, match: latest, lookback: 1s, wait: 200ms }";

    Hint hint = only(hints(recorded, words), "lookback");

    AlignmentSummary again = align(recorded, words.replace("lookback: 1s", setting(hint)));
    assertThat(share(again)).isCloseTo(hint.shareThen(), EXACTLY);
    assertThat(hint.shareThen()).isGreaterThan(0.9).isGreaterThan(hint.shareNow());
  }

  @Test
  void aLongerWaitFindsAsManyAsItPromises() {
    Recorded recorded = frames(10_000);
    for (int i = 0; i < FRAMES; i++) {
      boolean prompt = i % 10 < 7;
      long lag = prompt ? 30_000 : 250_000;
      recorded.event(i * PERIOD + lag, i * PERIOD, "text", prompt ? "phone" : "slow");
    }
    String words = "{ modality: text, match: nearest, tolerance: 40ms, wait: 50ms }";

    Hint hint = only(hints(recorded, words), "wait");

    AlignmentSummary again = align(recorded, words.replace("wait: 50ms", setting(hint)));
    assertThat(share(again)).isCloseTo(hint.shareThen(), EXACTLY);
    assertThat(hint.shareThen()).isEqualTo(1);
    assertThat(Durations.micros(Durations.parse(hint.then()))).isBetween(240_001L, 250_000L);
    assertThat(hint.text()).contains("moments would close");
  }

  @Test
  void aShorterWaitKeepsAsManyAsItPromisesAndClosesSooner() {
    Recorded recorded = frames(10_000);
    for (int i = 0; i < FRAMES; i += 2) {
      recorded.event(i * PERIOD + 60_000, i * PERIOD, "text", "phone");
    }
    String words = "{ modality: text, match: nearest, tolerance: 40ms, wait: 150ms }";

    Hint hint = only(hints(recorded, words), "wait");

    AlignmentSummary again = align(recorded, words.replace("wait: 150ms", setting(hint)));
    assertThat(share(again)).isCloseTo(0.5, EXACTLY);
    assertThat(hint.shareThen()).isEqualTo(1);
    assertThat(Durations.micros(Durations.parse(hint.then()))).isBetween(50_001L, 60_000L);
    assertThat(again.waits().get(again.waits().size() - 1).sinceOpened().p99())
        .isLessThanOrEqualTo(60_000);
  }

  @Test
  void roomForDisorderSavesAsManyLateEventsAsItPromises() {
    Recorded recorded = new Recorded();
    for (int i = 0; i < FRAMES; i++) {
      long lag = i % 10 == 0 ? 210_000 : 10_000;
      recorded.event(i * PERIOD + lag, i * PERIOD, "camera", "door");
      recorded.event(i * PERIOD + 5_000, i * PERIOD, "text", "phone");
    }
    String words = "{ modality: text, match: nearest, tolerance: 40ms }";
    AlignmentSummary now = align(recorded, words);

    Hint hint = only(hints(recorded, words), "disorder");

    AlignmentSummary again =
        AlignRecording.run(
            pipeline("{ modality: camera, " + setting(hint) + " }", words),
            recorded.in(folder),
            folder.resolve("m"),
            folder.resolve("d"));
    assertThat(hint.input()).isEqualTo("view");
    assertThat(now.dropped(DropReason.LATE)).isEqualTo(100);
    assertThat(1 - again.dropped(DropReason.LATE) / 100.0).isCloseTo(hint.shareThen(), EXACTLY);
    assertThat(hint.shareThen()).isEqualTo(1);
  }

  @Test
  void aClockThatIsAheadIsToldAndItsOffsetHolds() {
    Recorded recorded = frames(10_000);
    for (int i = 0; i < FRAMES; i++) {
      recorded.event(i * PERIOD + 5_000, i * PERIOD + 1_205_000, "text", "phone");
    }
    String words = "{ modality: text, match: nearest, tolerance: 20ms }";

    Hint hint = only(hints(recorded, words), "offset");

    assertThat(hint.then()).isEqualTo("-1200ms");
    assertThat(hint.text()).contains("the clock of phone at home is 1.20 s ahead of arrival");
    AlignmentSummary again =
        align(recorded, words.replace("tolerance", setting(hint) + ", tolerance"));
    assertThat((double) again.complete() / again.moments())
        .isCloseTo(hint.shareThen(), EXACTLY)
        .isGreaterThan(0.99);
  }

  @Test
  void whereAllIsWellNothingIsSaid() {
    Recorded recorded = frames(10_000);
    for (int i = -1; i < FRAMES + 5; i++) {
      recorded.event(i * PERIOD + 5_000, i * PERIOD, "text", "phone");
    }

    assertThat(hints(recorded, "{ modality: text, match: nearest, tolerance: 40ms }")).isEmpty();
  }

  private static Recorded frames(long lag) {
    Recorded recorded = new Recorded();
    for (int i = 0; i < FRAMES; i++) {
      recorded.event(i * PERIOD + lag, i * PERIOD, "camera", "door");
    }
    return recorded;
  }

  private static Hint only(List<Hint> hints, String setting) {
    List<Hint> found = hints.stream().filter(hint -> hint.setting().equals(setting)).toList();
    assertThat(found).as("%s", hints).hasSize(1);
    return found.get(0);
  }

  private static String setting(Hint hint) {
    return hint.setting() + ": " + hint.then();
  }

  private static double share(AlignmentSummary summary) {
    return (double) summary.inputs().get(1).moments() / summary.moments();
  }

  private List<Hint> hints(Recorded recorded, String words) {
    return AlignRecording.run(
            pipeline("{ modality: camera }", words),
            recorded.in(folder),
            folder.resolve("m"),
            folder.resolve("d"),
            List.of(),
            true)
        .hints();
  }

  private AlignmentSummary align(Recorded recorded, String words) {
    return AlignRecording.run(
        pipeline("{ modality: camera }", words),
        recorded.in(folder),
        folder.resolve("m"),
        folder.resolve("d"));
  }

  private static Pipeline pipeline(String view, String words) {
    return Pipeline.parse(
        "test",
        "pipeline: home\npace: { each: view }\ninputs:\n  view: %s\n  words: %s\n"
            .formatted(view, words));
  }
}
