package io.sensorium.model.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.Branches;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Residual;
import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import io.sensorium.model.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyTest {
  private static final MapShape SMALL = new MapShape(1, 8, 8);

  /** Whether the bright bar lies or stands. */
  private static final Examples BARS =
      new Examples() {
        @Override
        public int size() {
          return 64;
        }

        @Override
        public int target(int index) {
          return index & 1;
        }

        @Override
        public int channels() {
          return 1;
        }

        @Override
        public void write(int index, RandomGenerator random, float[] input) {
          int line = random.nextInt(8);
          for (int i = 0; i < 64; i++) {
            input[i] = (index & 1) == 0 ? (i / 8 == line ? 1 : 0) : (i % 8 == line ? 1 : 0);
          }
        }
      };

  @ParameterizedTest
  @EnumSource(Family.class)
  void computesTheSameOnOnnxRuntime(Family family) throws Exception {
    for (MapShape shape : List.of(new MapShape(3, 13, 18), new MapShape(1, 17, 22))) {
      Network network = network(family, 2, shape, 5);
      SplittableRandom random = new SplittableRandom(4);
      float[] parameters = network.parameters();
      for (int p = 0; p < parameters.length; p++) {
        parameters[p] += (float) random.nextDouble(-0.05, 0.05);
      }
      float[] input = new float[shape.size()];
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) random.nextDouble(-1, 1);
      }
      OnnxGraph graph = new OnnxGraph("family");
      graph.input("x", shape.channels(), shape.height(), shape.width());
      graph.output(new NetworkExport(graph, network).write("x", network.units().size()), "y", 5);
      Pass pass = network.pass(1);
      pass.set(0, input, shape.channels());
      pass.forward(network.units().size());
      try (OnnxModel model = OnnxModel.open(graph.build().toByteArray())) {
        float[] outputs = model.run(Map.of("x", input)).getOrDefault("y", new float[0]);
        assertThat(outputs).hasSize(5);
        for (int c = 0; c < outputs.length; c++) {
          assertThat(outputs[c]).isCloseTo(pass.value(network.units().size(), c, 0), within(1e-4f));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void learnsOnAnyNumberOfThreadsTheSame(Family family) throws Exception {
    List<Double> losses = new ArrayList<>();
    Network one = trained(family, 1, losses);
    Network three = trained(family, 3, new ArrayList<>());

    assertThat(losses.get(losses.size() - 1)).isLessThan(0.3);
    assertThat(three.parameters()).isEqualTo(one.parameters());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void startsWithoutAnOpinionOfItsOwn(Family family) {
    Network network = network(family, 1, SMALL, 3);
    Pass pass = network.pass(1);
    float[] ramp = new float[SMALL.size()];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i;
    }
    pass.set(0, ramp, 1);
    pass.forward(network.units().size());

    for (int c = 0; c < 3; c++) {
      assertThat(pass.value(network.units().size(), c, 0)).isZero();
    }
  }

  /** What a shortcut leaves out, only the body could ever learn from. */
  @Test
  void everyPositionReachesTheShortcutOfAResidual() {
    UnitList units = new UnitList(new MapShape(2, 4, 4));
    Family.RESIDUAL.block(units, 3, 2);
    Residual block = (Residual) units.units().get(0);
    Network shortcut = new Network(block.shortcut(), new SplittableRandom(1));
    Pass pass = shortcut.pass(1);
    int last = shortcut.units().size();
    pass.set(0, new float[32], 2);
    pass.forward(last);
    float dark = pass.value(last, 0, 0);

    for (int position = 0; position < 16; position++) {
      float[] map = new float[32];
      map[position] = 1;
      pass.set(0, map, 2);
      pass.forward(last);
      float sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += Math.abs(pass.value(last, i, 0) - dark);
      }
      assertThat(sum).as("position " + position).isGreaterThan(0);
    }
  }

  @Test
  void inceptionsLargerKernelsReadAtLeastFourChannels() {
    UnitList units = new UnitList(new MapShape(8, 6, 6));
    Family.INCEPTION.block(units, 8, 1);
    Branches block = (Branches) units.units().get(0);

    assertThat(block.branches())
        .flatExtracting(branch -> branch)
        .filteredOn(unit -> unit instanceof Convolution c && c.kernel() == 3)
        .hasSize(3)
        .allSatisfy(unit -> assertThat(((Convolution) unit).channels()).isGreaterThanOrEqualTo(4));
  }

  @Test
  void widthAndDepthMakeItLarger() {
    MapShape image = new MapShape(3, 48, 64);
    for (Family family : Family.values()) {
      int small = network(family, 1, image, 4).parameters().length;
      int deep = network(family, 2, image, 4).parameters().length;
      int wide =
          new Network(new Blueprint(family, 16, 1).units(image, 4), new SplittableRandom(1))
              .parameters()
              .length;
      assertThat(deep).as(family.key()).isGreaterThan(small);
      assertThat(wide).as(family.key()).isGreaterThan(small);
    }
  }

  @Test
  void refusesWhatIsTooSmall() {
    assertThatThrownBy(() -> new Blueprint(Family.PLAIN, 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width of 8 to 512")
        .hasMessageContaining("found 4 and 1");
  }

  private static Network trained(Family family, int threads, List<Double> losses)
      throws InterruptedException {
    Network network = network(family, 1, SMALL, 2);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      new Trainer(pool)
          .train(
              network, BARS, new Recipe(12, 16, 1e-2, 1e-3, 3), (epoch, loss) -> losses.add(loss));
    } finally {
      pool.shutdownNow();
    }
    return network;
  }

  private static Network network(Family family, int depth, MapShape shape, int outputs) {
    return new Network(
        new Blueprint(family, 8, depth).units(shape, outputs), new SplittableRandom(2));
  }
}
