package io.sensorium.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.family.TextTransformer;
import io.sensorium.model.formula.Formula;
import io.sensorium.model.formula.FormulaBuilder;
import io.sensorium.model.formula.Node;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientsTest {
  private static final int BATCH = 3;

  static Stream<List<Unit>> networks() {
    return Stream.of(
        List.of(new Dense(5, 4)),
        List.of(new Dense(5, 6), new Rectifier(6), new Dense(6, 2)),
        List.of(new Convolution(2, 5, 6, 3, 3, 2), new Flatten(3, 9), new Dense(27, 2)),
        List.of(
            new Convolution(1, 6, 6, 2, 3, 1),
            new Convolution(2, 6, 6, 2, 3, 2),
            new AveragePool(2, 3, 3),
            new Flatten(2, 3),
            new Dense(6, 2)),
        List.of(new Rescale(4, 0.5f, 1f), new Dense(4, 2)),
        List.of(new WordMean(9, 4, 3), new Dense(3, 2)),
        List.of(new Convolution(3, 4, 5, 2, 1, 1), new Flatten(2, 20), new Dense(40, 2)),
        below(new Depthwise(3, 5, 6, 3, 1), 3, 30),
        below(new Depthwise(3, 5, 6, 3, 2), 3, 9),
        below(new Depthwise(3, 5, 6, 5, 2), 3, 9),
        List.of(new Depthwise(2, 1, 1, 5, 2), new Flatten(2, 1), new Dense(2, 2)),
        below(new MaxPool(3, 5, 6, 1), 3, 30),
        below(new MaxPool(3, 5, 6, 2), 3, 9),
        List.of(first(), new GlobalPool(3, 30), new Flatten(3, 1), new Dense(3, 2)),
        below(new SqueezeExcite(3, 30, 2), 3, 30),
        below(identity(3), 3, 30),
        below(
            new Residual(
                List.of(
                    new Convolution(3, 5, 6, 4, 3, 2),
                    new Rectifier(36),
                    new Convolution(4, 3, 3, 5, 3, 1)),
                List.of(new Convolution(3, 5, 6, 5, 1, 2))),
            5,
            9),
        below(
            new Branches(
                List.of(
                    List.of(new Convolution(3, 5, 6, 2, 1, 1)),
                    List.of(new MaxPool(3, 5, 6, 1), new Convolution(3, 5, 6, 1, 1, 1)),
                    List.of(identity(3)))),
            6,
            30),
        List.of(first(), new MeanAndDeviation(3, 30), new Dense(6, 2)),
        List.of(identity(2), new Flatten(2, 30), new Dense(60, 2)),
        new TextTransformer(9, 4, 6, 1, 5, 1).units(2),
        new TextTransformer(9, 4, 6, 2, 5, 2).units(2),
        List.of(new Dense(5, 14), new Formed(twoInputs()), new Dense(6, 2)));
  }

  /** A formula whose slopes by both of its inputs decide those of the layer below. */
  private static Formula twoInputs() {
    FormulaBuilder f = new FormulaBuilder();
    Node one = f.input("one", 2, 4);
    Node other = f.input("other", 2, 3);
    Node both = f.productTransposed(f.product(one, f.parameter(4, 3)), other);
    return f.build(f.reshape(f.join(f.softmax(both), f.product(one, f.parameter(4, 1))), 1, 6));
  }

  /** A unit in the middle: what it passes on decides the slopes of the convolution below. */
  private static List<Unit> below(Unit unit, int channels, int positions) {
    return List.of(
        first(), unit, new Flatten(channels, positions), new Dense(channels * positions, 2));
  }

  private static Convolution first() {
    return new Convolution(2, 5, 6, 3, 3, 1);
  }

  /** A residual of units that hold others, with an identity beside it. */
  private static Residual identity(int channels) {
    return new Residual(
        List.of(
            new Convolution(channels, 5, 6, 4, 1, 1),
            new Depthwise(4, 5, 6, 3, 1),
            new SqueezeExcite(4, 30, 2),
            new Convolution(4, 5, 6, channels, 1, 1)),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void backwardGivesTheSlopesThatDifferencesShow(List<Unit> units) {
    Network network = new Network(units, new SplittableRandom(5));
    shake(network);
    Pass pass = filled(network);
    float[] gradients = new float[network.parameters().length];
    pass.forward(units.size());
    for (int c = 0; c < network.outputs(); c++) {
      for (int example = 0; example < BATCH; example++) {
        pass.slope(c, example, weight(c, example));
      }
    }

    pass.backward(gradients);

    float[] parameters = network.parameters();
    double steepest = 0;
    for (int p = 0; p < parameters.length; p += 1 + parameters.length / 40) {
      float before = parameters[p];
      parameters[p] = before + 1e-3f;
      double above = sum(network, pass);
      parameters[p] = before - 1e-3f;
      double below = sum(network, pass);
      parameters[p] = before;
      double slope = (above - below) / 2e-3;
      assertThat((double) gradients[p]).isCloseTo(slope, within(5e-3 + 1e-2 * Math.abs(slope)));
      steepest = Math.max(steepest, Math.abs(slope));
    }
    assertThat(steepest).isGreaterThan(0.1);
  }

  @Test
  void residualsStartAsTheirShortcutOnlyWhereThatIsTheValueItself() {
    List<Unit> body = List.of(new Convolution(2, 3, 3, 2, 3, 1));
    Residual same = new Residual(body, List.of());
    Residual other = new Residual(body, List.of(new Convolution(2, 3, 3, 2, 1, 1)));
    float[] kept = new float[same.parameters()];
    float[] drawn = new float[other.parameters()];

    same.initialise(kept, 0, new SplittableRandom(1));
    other.initialise(drawn, 0, new SplittableRandom(1));

    assertThat(kept).containsOnly(0f);
    assertThat(drawn[0]).isNotZero();
  }

  @Test
  void unitsThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> new Network(List.of(new Dense(3, 4), new Dense(5, 2)), new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gives 4 values")
        .hasMessageContaining("takes 5");
  }

  /** Away from where it starts: units that start at zero would hide what is behind them. */
  private static void shake(Network network) {
    SplittableRandom random = new SplittableRandom(8);
    float[] parameters = network.parameters();
    for (int p = 0; p < parameters.length; p++) {
      parameters[p] += (float) random.nextDouble(-0.2, 0.2);
    }
  }

  private static Pass filled(Network network) {
    Pass pass = network.pass(BATCH);
    SplittableRandom random = new SplittableRandom(6);
    Unit first = network.units().get(0);
    boolean words = first instanceof WordMean || first instanceof WordSequence;
    int channels =
        first instanceof Residual
            ? 2
            : first instanceof Convolution c
                ? c.channels()
                : first instanceof Depthwise d ? d.channels() : network.inputs();
    for (int example = 0; example < BATCH; example++) {
      float[] input = new float[network.inputs()];
      for (int i = 0; i < input.length; i++) {
        input[i] = words ? random.nextInt(9) : (float) random.nextDouble(-1, 1);
      }
      pass.set(example, input, channels);
    }
    return pass;
  }

  private static double sum(Network network, Pass pass) {
    pass.forward(network.units().size());
    double sum = 0;
    for (int c = 0; c < network.outputs(); c++) {
      for (int example = 0; example < BATCH; example++) {
        sum += weight(c, example) * pass.value(network.units().size(), c, example);
      }
    }
    return sum;
  }

  private static float weight(int channel, int example) {
    return 1 + channel - 0.5f * example;
  }
}
