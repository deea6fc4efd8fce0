package io.sensorium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContestTest {
  @Test
  void the_order_turns_round_and_the_first_round_does_not_count() throws Exception {
    List<String> order = new ArrayList<>();
    Iterator<Double> rates = List.of(999.0, 3.0, 1.0, 2.0).iterator();
    Contender a =
        new Contender(
            "a",
            () -> {
              order.add("a");
              return rates.next();
            });
    Contender b =
        new Contender(
            "b",
            () -> {
              order.add("b");
              return 5;
            });

    List<Contest.Result> results = new Contest(List.of(a, b), 3).run(line -> {});

    assertThat(order).containsExactly("a", "b", "b", "a", "a", "b", "b", "a");
    assertThat(results.get(0).rates()).containsExactly(3.0, 1.0, 2.0);
    assertThat(results.get(0).median()).isEqualTo(2.0);
    assertThat(results.get(0).smallest()).isEqualTo(1.0);
    assertThat(results.get(0).largest()).isEqualTo(3.0);
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    assertThat(new Contest.Result("a", List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3.0);
  }
}
