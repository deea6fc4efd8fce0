package io.sensorium.model.distil;

import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

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
   * @throws SampleException if samples differ in shape, or the answer is no row of scores
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
