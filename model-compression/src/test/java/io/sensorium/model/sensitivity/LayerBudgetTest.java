package io.sensorium.model.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayerBudgetTest {
  private final Map<String, Double> costs = new TreeMap<>();
  private final List<Set<String>> measured = new ArrayList<>();

  @Test
  void nothingIsLeftInFloatWhereTheBudgetHolds() {
    cost("a", 0.001);

    LayerBudget.Result result = search(0.99);

    assertThat(result.floats()).isEmpty();
    assertThat(result.held()).isTrue();
    assertThat(measured).containsExactly(Set.of());
  }

  @Test
  void theFewestOfTheWorstAreLeftInFloat() {
    for (int i = 0; i < 20; i++) {
      cost("layer" + (char) ('a' + i), i >= 15 ? 0.02 : 0.0001);
    }

    LayerBudget.Result result = search(0.96);

    assertThat(result.held()).isTrue();
    assertThat(result.floats())
        .extracting(LayerError::node)
        .hasSize(4)
        .allMatch(name -> name.charAt(5) >= 'p');
    assertThat(result.quality()).isGreaterThanOrEqualTo(0.96);
  }

  @Test
  void aBudgetThatCannotBeHeldIsSaid() {
    cost("a", 0.1);
    cost("b", 0.2);

    LayerBudget.Result result = search(1.1);

    assertThat(result.held()).isFalse();
    assertThat(result.floats()).extracting(LayerError::node).containsExactly("b", "a");
  }

  private LayerBudget.Result search(double least) {
    return new LayerBudget(
            List.copyOf(costs.keySet()),
            this::quality,
            floats -> {
              measured.add(Set.copyOf(floats));
              return quality(floats);
            },
            least)
        .search();
  }

  private double quality(Set<String> floats) {
    return 1
        - costs.entrySet().stream()
            .filter(cost -> !floats.contains(cost.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
  }

  private void cost(String layer, double cost) {
    costs.put(layer, cost);
  }
}
