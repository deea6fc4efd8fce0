package io.sensorium.bench.int8;

import io.sensorium.bench.figure.Spread;
import io.sensorium.bench.predictor.BareModel;
import io.sensorium.bench.workload.Net;
import io.sensorium.model.evaluate.metric.McNemar;
import io.sensorium.model.evaluate.metric.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One network in float and on 8 bits: one thread, one row a run, in turn. */
final class Contest {
  private static final int WARM_UP = 10;

  private Contest() {}

  /** Milliseconds of a run, medians of one round. */
  record Round(double floatMs, double int8Ms) {
    double ratio() {
      return floatMs / int8Ms;
    }
  }

  /**
   * What came of it.
   *
   * @param floats rows of the exam that the network in float gets right
   * @param int8 those that it gets right on 8 bits
   * @param test whether that differs by more than chance
   */
  record Result(
      Net net,
      long floatBytes,
      long int8Bytes,
      List<Round> rounds,
      Share floats,
      Share int8,
      McNemar test) {
    Result {
      rounds = List.copyOf(rounds);
    }

    Spread ratio() {
      return Spread.of(rounds, Round::ratio);
    }

    /** Share of right answers that 8 bits lose; negative where they win. */
    double drop() {
      return floats.value() - int8.value();
    }
  }

  static Result run(
      Net net, TaughtNet taught, int classes, LabelledRows exam, int rounds, int runs, Path folder)
      throws IOException {
    Path floats = Files.write(folder.resolve("fp32.onnx"), taught.floats().toByteArray());
    Path int8 = Files.write(folder.resolve("int8.onnx"), taught.int8().toByteArray());
    try (BareModel one = BareModel.load(floats, net.rowSize(), classes, 1);
        BareModel other = BareModel.load(int8, net.rowSize(), classes, 1)) {
      int[] right = new int[4];
      for (int i = 0; i < exam.count(); i++) {
        float[] row = exam.row(i);
        int target = exam.targets().get(i);
        int first = best(one, row) == target ? 1 : 0;
        int second = best(other, row) == target ? 2 : 0;
        right[first + second]++;
      }
      List<Round> all = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        all.add(round(one, other, runs));
      }
      return new Result(
          net,
          Files.size(floats),
          Files.size(int8),
          all,
          new Share(right[1] + right[3], exam.count()),
          new Share(right[2] + right[3], exam.count()),
          new McNemar(right[1], right[2]));
    }
  }

  private static Round round(BareModel one, BareModel other, int runs) {
    double[] first = new double[runs];
    double[] second = new double[runs];
    for (int i = -WARM_UP; i < runs; i++) {
      double oneMs = milliseconds(one);
      double otherMs = milliseconds(other);
      if (i >= 0) {
        first[i] = oneMs;
        second[i] = otherMs;
      }
    }
    return new Round(Spread.within(first, 0.5), Spread.within(second, 0.5));
  }

  /** A run on the row that stands there. */
  private static double milliseconds(BareModel model) {
    long start = System.nanoTime();
    model.run(1);
    return (System.nanoTime() - start) / 1e6;
  }

  private static int best(BareModel model, float[] row) {
    model.values().clear().put(row);
    model.run(1);
    float[] scores = model.scores(0);
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
