package io.sensorium.model.evaluate;

import io.sensorium.model.evaluate.metric.Bootstrap;
import io.sensorium.model.evaluate.metric.McNemar;
import java.util.BitSet;

/** What changes from one candidate to another on the same samples, and what chance would do. */
public sealed interface Difference {
  String first();

  String second();

  /** The second's headline less the first's. */
  double value();

  /** Whether chance alone would rarely do that: less than once in twenty times. */
  boolean significant();

  /** Of classes, by McNemar's test. */
  record OfClasses(String first, String second, double value, McNemar test) implements Difference {
    @Override
    public boolean significant() {
      return test.probability() < 0.05;
    }
  }

  /** Of boxes, by drawing the pictures again. */
  record OfBoxes(String first, String second, double value, Bootstrap interval)
      implements Difference {
    @Override
    public boolean significant() {
      return interval.low() > 0 || interval.high() < 0;
    }
  }

  /** The difference of two candidates of one task. */
  static Difference between(Figures first, Figures second) {
    double value = second.quality().headline() - first.quality().headline();
    if (first.quality() instanceof Quality.OfClasses one
        && second.quality() instanceof Quality.OfClasses other) {
      McNemar test =
          new McNemar(only(one.right(), other.right()), only(other.right(), one.right()));
      return new OfClasses(first.name(), second.name(), value, test);
    }
    Quality.OfBoxes one = (Quality.OfBoxes) first.quality();
    Quality.OfBoxes other = (Quality.OfBoxes) second.quality();
    return new OfBoxes(
        first.name(), second.name(), value, Bootstrap.of(one.precision(), other.precision()));
  }

  private static int only(BitSet these, BitSet notThose) {
    BitSet only = (BitSet) these.clone();
    only.andNot(notThose);
    return only.cardinality();
  }
}
