package io.sensorium.model.equalize;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Watch;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.LayerShape;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.quantize.WeightChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Moves ranges from channels into weights. One scale for all channels of an activation wastes steps
 * on those with small values; where only functions like Relu stand between two layers, the first
 * layer's weights can be divided by a factor for each channel, and the second layer's multiplied
 * with it (cross-layer equalization: Nagel, van Baalen, Blankevoort and Welling, 2019).
 */
public final class Equalization {
  private Equalization() {}

  /**
   * Equalizes all pairs of layers that allow it; none where a weight has one scale for all
   * channels, which would widen with the widest.
   *
   * @param runners opens a model given as bytes
   * @param samples of the model's inputs
   * @param weights how they will become steps
   * @return a model with the same function
   */
  public static ModelProto of(
      ModelProto model,
      Function<byte[], OnnxRunner> runners,
      Iterable<? extends Map<String, Numbers>> samples,
      WeightChoice weights) {
    List<Pair> pairs = weights.perChannel() ? Pair.of(model.getGraph()) : List.of();
    if (pairs.isEmpty()) {
      return model;
    }
    Constants constants = new Constants(model.getGraph());
    Map<Pair, ChannelStatistics> statistics = new LinkedHashMap<>();
    Map<String, Consumer<Numbers>> counts = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      ChannelStatistics of = new ChannelStatistics(constants.shape(pair.second()).inputs());
      statistics.put(pair, of);
      counts.merge(pair.between(), of::read, Consumer::andThen);
      counts.merge(pair.widest(), of::widest, Consumer::andThen);
    }
    new Watch(model, runners)
        .over(
            samples,
            counts.keySet(),
            (name, values) -> counts.getOrDefault(name, unused -> {}).accept(values));
    statistics.forEach((pair, of) -> scale(pair, of, constants, weights));
    return model.toBuilder().setGraph(constants.in(model.getGraph())).build();
  }

  private static void scale(
      Pair pair, ChannelStatistics statistics, Constants constants, WeightChoice weights) {
    String read = pair.second().getInput(1);
    LayerShape readers = constants.shape(pair.second());
    float[] factors =
        new ChannelFactors(readers, constants.floats(read), statistics, weights).best();
    constants.multiply(read, place -> factors[readers.input(place)]);
    LayerShape givers = constants.shape(pair.first());
    constants.multiply(pair.first().getInput(1), place -> 1 / factors[givers.output(place)]);
    if (pair.first().getInputCount() > 2 && !pair.first().getInput(2).isEmpty()) {
      constants.multiply(pair.first().getInput(2), channel -> 1 / factors[channel]);
    }
  }
}
