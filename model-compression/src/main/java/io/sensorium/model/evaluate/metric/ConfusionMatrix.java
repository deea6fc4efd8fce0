package io.sensorium.model.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/** How often each class was taken for which. */
public final class ConfusionMatrix {
  private final List<String> labels;
  private final int[][] counts;

  /**
   * What one class came to.
   *
   * @param support samples of the class
   * @param predicted samples that were taken for it
   * @param hits samples of the class that were taken for it
   */
  public record ClassFigures(String label, int support, int predicted, int hits) {
    /** Share of what was taken for the class that is of it; 0 where nothing was. */
    public double precision() {
      return predicted == 0 ? 0 : (double) hits / predicted;
    }

    /** Share of the class that was taken for it; 0 for a class without samples. */
    public double recall() {
      return support == 0 ? 0 : (double) hits / support;
    }

    /** Harmonic mean of precision and recall; 0 without hits. */
    public double f1() {
      return hits == 0 ? 0 : 2.0 * hits / (support + predicted);
    }
  }

  public ConfusionMatrix(List<String> labels) {
    this.labels = List.copyOf(labels);
    this.counts = new int[labels.size()][labels.size()];
  }

  /** Counts one sample; classes by their places among the labels. */
  public void add(int truth, int predicted) {
    counts[truth][predicted]++;
  }

  public List<String> labels() {
    return labels;
  }

  /** Samples of a class that were taken for another, or for itself. */
  public int count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** Samples that were taken for what they are, of all. */
  public Share accuracy() {
    int hits = 0;
    int all = 0;
    for (int truth = 0; truth < counts.length; truth++) {
      hits += counts[truth][truth];
      for (int count : counts[truth]) {
        all += count;
      }
    }
    return new Share(hits, all);
  }

  /** Figures of the classes that have samples or were taken for something, in the labels' order. */
  public List<ClassFigures> classes() {
    List<ClassFigures> classes = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      int support = 0;
      int predicted = 0;
      for (int other = 0; other < counts.length; other++) {
        support += counts[c][other];
        predicted += counts[other][c];
      }
      if (support + predicted > 0) {
        classes.add(new ClassFigures(labels.get(c), support, predicted, counts[c][c]));
      }
    }
    return classes;
  }

  /** Mean F1 of the classes that have samples; NaN where none has. */
  public double macroF1() {
    return classes().stream()
        .filter(c -> c.support() > 0)
        .mapToDouble(ClassFigures::f1)
        .average()
        .orElse(Double.NaN);
  }
}
