package io.sensorium.model.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void figuresAreThoseOfTheirDefinitions() {
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "dog", "owl"));
    add(matrix, 0, 0, 3);
    add(matrix, 0, 1, 1);
    add(matrix, 1, 1, 2);
    add(matrix, 1, 0, 2);

    ConfusionMatrix.ClassFigures cat = matrix.classes().get(0);

    assertThat(matrix.accuracy()).isEqualTo(new Share(5, 8));
    assertThat(cat.precision()).isEqualTo(0.6);
    assertThat(cat.recall()).isEqualTo(0.75);
    assertThat(cat.f1()).isCloseTo(2 * 0.6 * 0.75 / 1.35, within(1e-12));
    // dog: precision 2/3, recall 2/4; no owl was there, so that none counts
    assertThat(matrix.classes()).hasSize(2);
    assertThat(matrix.macroF1()).isCloseTo((2.0 / 3 + 4.0 / 7) / 2, within(1e-12));
  }

  @Test
  void aClassThatIsOnlyTakenForHasNoPartInTheMean() {
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "dog"));
    add(matrix, 0, 0, 1);
    add(matrix, 0, 1, 1);

    assertThat(matrix.classes()).hasSize(2);
    assertThat(matrix.macroF1()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void calibrationIsTheMeanDistanceOfConfidenceAndAccuracy() {
    Calibration calibration = new Calibration();
    calibration.add(1.0, true);
    calibration.add(1.0, false);
    calibration.add(0.5, true);
    calibration.add(0.5, false);

    // two at full confidence are off by a half, two at one half by nothing
    assertThat(calibration.expectedError()).isCloseTo(0.25, within(1e-12));
    assertThat(calibration.bins()).hasSize(2);
  }

  private static void add(ConfusionMatrix matrix, int truth, int taken, int times) {
    for (int i = 0; i < times; i++) {
      matrix.add(truth, taken);
    }
  }
}
