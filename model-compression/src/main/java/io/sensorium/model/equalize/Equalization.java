package io.sensorium.model.equalize;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Watch;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.LayerShape;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Moves ranges from channels into weights. One scale for all channels of an activation wastes steps
 * on those with small values; where only functions like Relu stand between two layers, the first
 * layer's weights can be divided by a factor for each channel, and the second layer's multiplied
 * with it (cross-layer equalization: Nagel, van Baalen, Blankevoort and Welling, 2019).
 */
public final class Equalization {
  private Equalization() {}

  /**
   * Equalizes all pairs of layers that allow it.
   *
   * @param runners opens a model given as bytes
   * @param samples of the model's inputs
   * @return a model with the same function
   */
  public static ModelProto of(
      ModelProto model,
      Function<byte[], OnnxRunner> runners,
      Iterable<? extends Map<String, Numbers>> samples) {
    List<Pair> pairs = Pair.of(model.getGraph());
    if (pairs.isEmpty()) {
      return model;
    }
    Constants constants = new Constants(model.getGraph());
    Map<Pair, ChannelStatistics> statistics = new LinkedHashMap<>();
    Map<String, ChannelStatistics> names = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      ChannelStatistics of = new ChannelStatistics(constants.shape(pair.second()).inputs());
      statistics.put(pair, of);
      names.put(pair.between(), of);
    }
    new Watch(model, runners)
        .over(
            samples,
            pairs.stream().map(Pair::between).collect(Collectors.toSet()),
            (name, values) -> {
              ChannelStatistics of = names.get(name);
              if (of != null) {
                of.add(values);
              }
            });
    statistics.forEach((pair, of) -> scale(pair, of, constants));
    return model.toBuilder().setGraph(constants.in(model.getGraph())).build();
  }

  private static void scale(Pair pair, ChannelStatistics statistics, Constants constants) {
    String read = pair.second().getInput(1);
    LayerShape readers = constants.shape(pair.second());
    float[] factors = new ChannelFactors(readers, constants.floats(read), statistics).best();
    constants.multiply(read, place -> factors[readers.input(place)]);
    LayerShape givers = constants.shape(pair.first());
    constants.multiply(pair.first().getInput(1), place -> 1 / factors[givers.output(place)]);
    if (pair.first().getInputCount() > 2 && !pair.first().getInput(2).isEmpty()) {
      constants.multiply(pair.first().getInput(2), channel -> 1 / factors[channel]);
    }
  }
}
