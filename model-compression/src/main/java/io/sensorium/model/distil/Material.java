package io.sensorium.model.distil;

import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.sample.Samples;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Samples with what the teacher says of them.
 *
 * @param shape of every sample
 * @param flat whether the model takes samples without a dimension of channels
 * @param rows the samples
 * @param scores the teacher's, before a softmax
 * @param targets the class of each; {@link #UNKNOWN} where nobody says
 * @param probabilities whether the teacher itself ends with a softmax
 */
public record Material(
    MapShape shape,
    boolean flat,
    List<float[]> rows,
    List<float[]> scores,
    List<Integer> targets,
    boolean probabilities) {
  /** A class that nobody says. */
  public static final int UNKNOWN = -1;

  private static final int TOLD_EVERY = 500;
  private static final long MOST_VALUES = 256_000_000;
  private static final double LEAST_PROBABILITY = 1e-7;

  public Material {
    rows = List.copyOf(rows);
    scores = List.copyOf(scores);
    targets = List.copyOf(targets);
  }

  /**
   * Asks the teacher once about each sample.
   *
   * @param targets of the samples, in their order
   * @param progress is told a line now and then
   * @throws SampleException if samples differ in shape or are more than memory is meant for, if the
   *     answer is no row of scores, or if either is not finite
   */
  public static Material gather(
      Teacher teacher,
      OnnxRunner runner,
      Samples samples,
      List<Integer> targets,
      Consumer<String> progress) {
    List<float[]> rows = new ArrayList<>();
    List<float[]> scores = new ArrayList<>();
    MapShape shape = Teacher.shape(of(samples.at(0), teacher.input()));
    refuseTooMany(samples.count(), shape);
    boolean flat = rank(of(samples.at(0), teacher.input())) == 3;
    boolean probabilities = true;
    for (Map<String, Numbers> sample : samples) {
      Numbers row = of(sample, teacher.input());
      if (!Teacher.shape(row).equals(shape)) {
        throw new SampleException(
            "sample " + rows.size(),
            "samples of one shape, " + shape,
            "" + row.dims(),
            "Sort them");
      }
      Numbers answer = of(runner.answer(sample, Set.of(teacher.output())), teacher.output());
      if (rank(answer) != 2 || answer.values().length < 2) {
        throw new SampleException(
            teacher.output(), "scores [1, classes]", "" + answer.dims(), "Distil a classifier");
      }
      refuseNotFinite("sample " + rows.size(), row);
      refuseNotFinite("what the teacher says of sample " + rows.size(), answer);
      rows.add(row.values());
      scores.add(answer.values());
      probabilities &= distribution(answer.values());
      if (rows.size() % TOLD_EVERY == 0) {
        progress.accept("%,d of %,d samples asked about".formatted(rows.size(), samples.count()));
      }
    }
    List<float[]> raw = probabilities ? scores.stream().map(Material::logs).toList() : scores;
    return new Material(shape, flat, rows, raw, targets, probabilities);
  }

  /**
   * The same without samples of no label that are also there with one: as twins they could be in
   * both the training and the test.
   */
  public Material withoutTwins() {
    Set<FloatBuffer> known = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (labelled(i)) {
        known.add(FloatBuffer.wrap(rows.get(i)));
      }
    }
    List<Integer> kept =
        IntStream.range(0, rows.size())
            .filter(i -> labelled(i) || !known.contains(FloatBuffer.wrap(rows.get(i))))
            .boxed()
            .toList();
    return new Material(
        shape,
        flat,
        kept.stream().map(rows::get).toList(),
        kept.stream().map(scores::get).toList(),
        kept.stream().map(targets::get).toList(),
        probabilities);
  }

  /** How many classes there are. */
  public int classes() {
    return scores.get(0).length;
  }

  /** Whether the class of a sample is known. */
  boolean labelled(int place) {
    return targets.get(place) != UNKNOWN;
  }

  /** The class that the teacher takes a sample for, the first of equals. */
  int answer(int place) {
    float[] row = scores.get(place);
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      best = row[c] > row[best] ? c : best;
    }
    return best;
  }

  private static void refuseTooMany(long count, MapShape shape) {
    if (count * shape.size() > MOST_VALUES) {
      throw new SampleException(
          "--max-samples",
          "at most %,d samples of %,d values".formatted(MOST_VALUES / shape.size(), shape.size()),
          "%,d".formatted(count),
          "Give a smaller number, or fewer labelled samples: all are held in memory");
    }
  }

  private static void refuseNotFinite(String where, Numbers numbers) {
    if (!numbers.finite()) {
      throw new SampleException(
          where, "finite numbers", "NaN or infinity", "Leave the sample out, or correct it");
    }
  }

  private static Numbers of(Map<String, Numbers> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static int rank(Numbers numbers) {
    return Objects.requireNonNullElse(numbers.dims(), List.of()).size();
  }

  private static boolean distribution(float[] values) {
    double sum = 0;
    for (float value : values) {
      if (value < 0) {
        return false;
      }
      sum += value;
    }
    return Math.abs(sum - 1) < 1e-3;
  }

  /** Scores whose softmax gives these probabilities. */
  private static float[] logs(float[] probabilities) {
    float[] logs = new float[probabilities.length];
    for (int c = 0; c < logs.length; c++) {
      logs[c] = (float) StrictMath.log(Math.max(LEAST_PROBABILITY, probabilities[c]));
    }
    return logs;
  }
}
