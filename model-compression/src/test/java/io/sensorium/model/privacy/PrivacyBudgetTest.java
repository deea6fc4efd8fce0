package io.sensorium.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PrivacyBudgetTest {
  @Test
  void aStepOverAllExamplesIsTheGaussianMechanism() {
    // Mironov (2017), proposition 7: order over twice the variance
    assertThat(PrivacyBudget.renyi(1, 2, 8)).isCloseTo(8 / (2 * 2.0 * 2.0), within(1e-9));
  }

  @Test
  void orderTwoHasAFormOfItsOwn() {
    // order 2: log(1 + rate^2 (exp(1 / noise^2) - 1))
    double rate = 0.01;
    double noise = 1.1;
    double expected = Math.log1p(rate * rate * Math.expm1(1 / (noise * noise)));

    assertThat(PrivacyBudget.renyi(rate, noise, 2)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void theBudgetOfAWellKnownRunIsWhatOthersGive() {
    // 60,000 examples in batches of 256, noise 1.1, 60 epochs, delta 1e-5: Abadi et al.'s setting,
    // for which published accountants of this kind give about 3
    double rate = 256.0 / 60_000;

    double epsilon = PrivacyBudget.epsilon(rate, 1.1, 60 * 60_000L / 256, 1e-5);

    assertThat(epsilon).isBetween(2.4, 3.1);
  }

  @Test
  void moreNoiseGivesLessAwayAndMoreStepsMore() {
    assertThat(PrivacyBudget.epsilon(0.01, 2, 1_000, 1e-5))
        .isLessThan(PrivacyBudget.epsilon(0.01, 1, 1_000, 1e-5))
        .isGreaterThan(PrivacyBudget.epsilon(0.01, 2, 100, 1e-5));
    assertThat(PrivacyBudget.epsilon(0.01, 1, 0, 1e-5)).isZero();
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> PrivacyBudget.epsilon(0, 1, 10, 1e-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a rate in (0, 1]");
  }
}
