package io.sensorium.model.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.model.network.learning.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldsTest {
  /** Nine of one class, three of another. */
  private static final List<Integer> TARGETS = List.of(0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0);

  @Test
  void everySampleIsHeldOutOnceAndValidatesOnce() {
    List<Split> folds = Folds.of(TARGETS, 3, 5);

    List<Integer> tests = new ArrayList<>();
    List<Integer> validations = new ArrayList<>();
    for (Split fold : folds) {
      tests.addAll(fold.test());
      validations.addAll(fold.validation());
      assertThat(fold.training())
          .hasSize(4)
          .doesNotContainAnyElementsOf(fold.test())
          .doesNotContainAnyElementsOf(fold.validation());
    }
    assertThat(tests).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(validations).containsExactlyInAnyOrderElementsOf(tests);
  }

  @Test
  void classesAreDealtOutEvenlyAndBySeed() {
    for (Split fold : Folds.of(TARGETS, 3, 5)) {
      assertThat(fold.test()).filteredOn(i -> TARGETS.get(i) == 1).hasSize(1);
    }
    assertThat(Folds.of(TARGETS, 3, 5)).isEqualTo(Folds.of(TARGETS, 3, 5));
    assertThat(Folds.of(TARGETS, 3, 5)).isNotEqualTo(Folds.of(TARGETS, 3, 6));
  }
}
