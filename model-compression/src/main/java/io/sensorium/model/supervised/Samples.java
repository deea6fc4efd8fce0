package io.sensorium.model.supervised;

import java.util.List;

/**
 * What there is to learn from.
 *
 * @param <T> what a sample is before it has features
 * @param labels of the classes
 * @param items the samples
 * @param targets the class of each, by its place among the labels
 */
public record Samples<T>(List<String> labels, List<T> items, List<Integer> targets) {
  public Samples {
    labels = List.copyOf(labels);
    items = List.copyOf(items);
    targets = List.copyOf(targets);
  }

  public int size() {
    return items.size();
  }
}
