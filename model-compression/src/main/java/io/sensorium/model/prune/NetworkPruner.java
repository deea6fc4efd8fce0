package io.sensorium.model.prune;

import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.WordMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Takes channels out of a network of ours, which then can be trained on. A filter's importance is
 * the norm of its own weights.
 */
public final class NetworkPruner {
  private final Network network;
  private final ChannelNorm norm;
  private final double share;
  private final List<Unit> units = new ArrayList<>();

  /** Of each unit with parameters: the inputs and outputs that stay. */
  private final List<int[]> inputs = new ArrayList<>();

  private final List<int[]> outputs = new ArrayList<>();

  /** Channels of the value at hand that stay, and how many values each has. */
  private int[] staying = new int[0];

  private int places = 1;

  private NetworkPruner(Network network, ChannelNorm norm, double share) {
    this.network = network;
    this.norm = norm;
    this.share = share;
  }

  /**
   * A smaller network with the parameters that stay.
   *
   * @param share of the outputs of each layer to take out, below 1; the last layer's stay
   * @param keep indices of units whose outputs stay as well
   */
  public static Network prune(Network network, ChannelNorm norm, double share, Set<Integer> keep) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "expected a share of channels from 0 to below 1, found " + share);
    }
    NetworkPruner pruner = new NetworkPruner(network, norm, share);
    int last = network.units().size() - 1;
    for (int i = 0; i <= last; i++) {
      pruner.take(i, i < last && !keep.contains(i));
    }
    return pruner.built();
  }

  private void take(int index, boolean prunable) {
    Unit unit = network.units().get(index);
    int[] in = index == 0 ? all(channels(unit)) : staying;
    int[] out = new int[0];
    if (unit instanceof Convolution c) {
      out = chosen(index, c.filters(), c.kernel() * c.kernel(), in, prunable);
      places = c.outputHeight() * c.outputWidth();
      units.add(
          new Convolution(in.length, c.height(), c.width(), out.length, c.kernel(), c.stride()));
      staying = out;
    } else if (unit instanceof Dense d) {
      out = chosen(index, d.outputs(), 1, in, prunable);
      units.add(new Dense(in.length, out.length));
      staying = out;
    } else {
      pass(unit, in);
    }
    inputs.add(in);
    outputs.add(out);
  }

  private void pass(Unit unit, int[] in) {
    staying = in;
    if (unit instanceof Rectifier) {
      units.add(new Rectifier(in.length * places));
    } else if (unit instanceof AveragePool pool) {
      places = pool.height();
      units.add(new AveragePool(in.length, pool.height(), pool.width()));
    } else if (unit instanceof Flatten flatten) {
      int each = flatten.positions();
      staying = Arrays.stream(in).flatMap(c -> IntStream.range(c * each, (c + 1) * each)).toArray();
      places = 1;
      units.add(new Flatten(in.length, each));
    } else {
      // Rescale and WordMean only stand first, where nothing is gone yet.
      staying = unit instanceof WordMean ? all(unit.outputs()) : in;
      units.add(unit);
    }
  }

  /** Channels of what a first unit takes. */
  private int channels(Unit unit) {
    if (unit instanceof Convolution convolution) {
      return convolution.channels();
    }
    if (unit instanceof Rescale && network.units().get(1) instanceof Convolution convolution) {
      return convolution.channels();
    }
    return unit.inputs();
  }

  private int[] chosen(int index, int count, int taps, int[] in, boolean prunable) {
    if (!prunable) {
      return all(count);
    }
    double[] importance = new double[count];
    for (int input : in) {
      for (int i = 0; i < taps * count; i++) {
        float weight = network.parameters()[network.offset(index) + input * taps * count + i];
        importance[i % count] += norm.of(weight);
      }
    }
    int gone = Math.min(count - 1, (int) (share * count));
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble(o -> importance[o]))
        .skip(gone)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  private Network built() {
    Network pruned = new Network(units, new SplittableRandom(0));
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      if (unit instanceof Convolution c) {
        copy(pruned, i, c.kernel() * c.kernel());
      } else if (unit instanceof Dense) {
        copy(pruned, i, 1);
      } else {
        System.arraycopy(
            network.parameters(),
            network.offset(i),
            pruned.parameters(),
            pruned.offset(i),
            unit.parameters());
      }
    }
    return pruned;
  }

  /** Copies the weights [input][tap][output] and biases that stay. */
  private void copy(Network pruned, int index, int taps) {
    Unit old = network.units().get(index);
    int count = old instanceof Convolution c ? c.filters() : old.outputs();
    int from = network.offset(index);
    int to = pruned.offset(index);
    for (int input : inputs.get(index)) {
      for (int tap = 0; tap < taps; tap++) {
        for (int output : outputs.get(index)) {
          pruned.parameters()[to++] =
              network.parameters()[from + (input * taps + tap) * count + output];
        }
      }
    }
    int biases = from + old.parameters() - count;
    for (int output : outputs.get(index)) {
      pruned.parameters()[to++] = network.parameters()[biases + output];
    }
  }
}
