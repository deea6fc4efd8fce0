package io.sensorium.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void the_median_of_an_odd_number_is_the_middle_one() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0), Double::doubleValue))
        .isEqualTo(new Spread(2, 1, 3));
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0), Double::doubleValue).median()).isEqualTo(3);
  }

  @Test
  void without_rounds_there_is_no_figure() {
    assertThat(Spread.of(List.<Double>of(), Double::doubleValue).median()).isNaN();
    assertThat(Spread.within(new double[0], 0.5)).isNaN();
  }

  @Test
  void a_share_of_the_values_is_within() {
    double[] values = new double[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = values.length - i;
    }

    assertThat(Spread.within(values, 0.5)).isEqualTo(101);
    assertThat(Spread.within(values, 0.99)).isEqualTo(199);
    assertThat(Spread.within(values, 1)).isEqualTo(200);
  }
}
