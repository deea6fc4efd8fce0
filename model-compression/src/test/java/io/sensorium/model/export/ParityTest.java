package io.sensorium.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.model.prepare.UnfitModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {
  @Test
  void aThousandthOfTheLargestScoreIsLetPass() {
    Parity parity = Parity.NONE.with(-20, -20.01).with(0.1, 0.1).required();

    assertThat(parity.largest()).isEqualTo(20);
    assertThat(Parity.NONE.with(0, 0).required().difference()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-20.03, 20, Double.NaN, Double.NEGATIVE_INFINITY})
  void moreIsRefusedAndSoIsWhatIsNoNumber(double exported) {
    Parity parity = Parity.NONE.with(-20, exported).with(0.1, 0.1);

    assertThatThrownBy(parity::required)
        .isInstanceOf(UnfitModelException.class)
        .hasMessageContaining("within 1e-03 of the largest, 20.0, found a difference of");
  }
}
