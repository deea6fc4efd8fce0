package io.sensorium.model.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.evaluate.metric.Picture.Found;
import io.sensorium.model.evaluate.metric.Picture.Thing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
  private static final BoundingBox BOX = new BoundingBox(10, 10, 100, 100);

  @Test
  void whatIsFoundExactlyCountsWhole() {
    AveragePrecision precision =
        of(new Picture(List.of(new Thing("cat", BOX)), List.of(new Found("cat", 0.4, BOX))));

    assertThat(precision.at50()).isCloseTo(1, within(1e-12));
    assertThat(precision.mean()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aFalseAlarmAboveAHitHalvesThePrecision() {
    BoundingBox elsewhere = new BoundingBox(500, 500, 50, 50);
    AveragePrecision precision =
        of(
            new Picture(
                List.of(new Thing("cat", BOX)),
                List.of(new Found("cat", 0.9, elsewhere), new Found("cat", 0.8, BOX))));

    assertThat(precision.at50()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void halfOfTheThingsGiveTheRecallsUpToAHalf() {
    AveragePrecision precision =
        of(
            new Picture(
                List.of(new Thing("cat", BOX), new Thing("cat", new BoundingBox(300, 0, 9, 9))),
                List.of(new Found("cat", 0.9, BOX))));

    // recalls 0, 0.01 ... 0.5 of the 101
    assertThat(precision.at50()).isCloseTo(51.0 / 101, within(1e-12));
  }

  @Test
  void aBoxThatIsOffCountsAtTheLowerThresholds() {
    // 80 of 100 columns in common: 80 / 120 = 0.667 passes 0.5, 0.55, 0.6 and 0.65
    BoundingBox off = new BoundingBox(30, 10, 100, 100);
    AveragePrecision precision =
        of(new Picture(List.of(new Thing("cat", BOX)), List.of(new Found("cat", 0.9, off))));

    assertThat(precision.at50()).isCloseTo(1, within(1e-12));
    assertThat(precision.mean()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void oneThingIsMatchedOnceAndLabelsByThemselves() {
    AveragePrecision precision =
        of(
            new Picture(
                List.of(new Thing("cat", BOX), new Thing("dog", BOX)),
                List.of(new Found("cat", 0.9, BOX), new Found("cat", 0.8, BOX))));

    assertThat(precision.labels())
        .extracting(AveragePrecision.LabelFigures::at50)
        .containsExactly(1.0, 0.0);
  }

  @Test
  void theIntervalOfADifferenceHoldsIt() {
    List<Picture> good = new ArrayList<>();
    List<Picture> poor = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<Found> found = List.of(new Found("cat", 0.5, BOX));
      good.add(new Picture(List.of(new Thing("cat", BOX)), found));
      poor.add(new Picture(List.of(new Thing("cat", BOX)), i % 4 == 0 ? List.of() : found));
    }

    Bootstrap interval = Bootstrap.of(new AveragePrecision(good), new AveragePrecision(poor));

    assertThat(interval.low()).isBetween(-0.45, -0.25);
    assertThat(interval.high()).isBetween(-0.25, -0.05);
  }

  private static AveragePrecision of(Picture... pictures) {
    return new AveragePrecision(List.of(pictures));
  }
}
