package io.sensorium.model.sensitivity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Leaves as few of the worst layers in float as keep the quality within a budget: each layer is
 * tried alone on 8 bits, and the worst are left out, twice as many each time until it holds, then
 * fewer by halving.
 */
public final class LayerBudget {
  private final List<String> layers;
  private final ToDoubleFunction<Set<String>> likeness;
  private final ToDoubleFunction<Set<String>> quality;
  private final double least;

  /**
   * What is left in float.
   *
   * @param floats the layers left in float, the worst first
   * @param quality with these in float
   * @param held whether the budget holds
   */
  public record Result(List<LayerError> floats, double quality, boolean held) {
    public Result {
      floats = List.copyOf(floats);
    }
  }

  /**
   * @param layers names of those that run on 8 bits
   * @param likeness of outputs to those in float, with these layers left in float
   * @param quality with these layers left in float
   * @param least the quality that must be kept
   */
  public LayerBudget(
      List<String> layers,
      ToDoubleFunction<Set<String>> likeness,
      ToDoubleFunction<Set<String>> quality,
      double least) {
    this.layers = List.copyOf(layers);
    this.likeness = likeness;
    this.quality = quality;
    this.least = least;
  }

  public Result search() {
    double all = quality.applyAsDouble(Set.of());
    if (all >= least) {
      return new Result(List.of(), all, true);
    }
    List<LayerError> ranked = ranked();
    int failed = 0;
    int count = 1;
    double reached = quality(ranked, count);
    while (reached < least && count < ranked.size()) {
      failed = count;
      count = Math.min(2 * count, ranked.size());
      reached = quality(ranked, count);
    }
    boolean held = reached >= least;
    while (held && count - failed > 1) {
      int middle = (failed + count) / 2;
      double between = quality(ranked, middle);
      if (between >= least) {
        count = middle;
        reached = between;
      } else {
        failed = middle;
      }
    }
    return new Result(ranked.subList(0, count), reached, held);
  }

  /** The layers by what each costs alone, the worst first. */
  private List<LayerError> ranked() {
    List<LayerError> errors = new ArrayList<>();
    for (String layer : layers) {
      Set<String> others = new HashSet<>(layers);
      others.remove(layer);
      errors.add(new LayerError(layer, 1 - likeness.applyAsDouble(others)));
    }
    errors.sort(Comparator.comparingDouble(LayerError::loss).reversed());
    return errors;
  }

  private double quality(List<LayerError> ranked, int count) {
    Set<String> floats = new HashSet<>();
    ranked.subList(0, count).forEach(error -> floats.add(error.node()));
    return quality.applyAsDouble(floats);
  }
}
