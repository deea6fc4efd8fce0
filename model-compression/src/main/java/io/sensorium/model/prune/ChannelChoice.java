package io.sensorium.model.prune;

import io.sensorium.model.graph.Tensors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which channels go. Channels that must go together are weighed together, by all weights that would
 * go with them (Fang et al., "DepGraph: towards any structural pruning", 2023), and only against
 * those that the same layers make.
 */
final class ChannelChoice {
  private final ChannelTracer tracer;
  private final ChannelNorm norm;
  private final BitSet gone = new BitSet();

  /**
   * @param share of the channels of each layer to take out
   * @param multiple that the channels of a layer stay one of, where it has at least twice as many
   */
  ChannelChoice(ChannelTracer tracer, ChannelNorm norm, double share, int multiple) {
    this.tracer = tracer;
    this.norm = norm;
    double[] importance = importance();
    for (List<Integer> family : families().values()) {
      List<Integer> free =
          new ArrayList<>(family.stream().filter(c -> tracer.sets().frozen(c) == null).toList());
      free.sort(Comparator.comparingDouble(c -> importance[c]));
      free.subList(0, free.size() - staying(free.size(), share, multiple)).forEach(gone::set);
    }
  }

  boolean gone(int id) {
    return gone.get(tracer.sets().root(id));
  }

  /** The indices along an axis that stay. */
  int[] staying(int[] ids) {
    return IntStream.range(0, ids.length).filter(i -> !gone(ids[i])).toArray();
  }

  private static int staying(int channels, double share, int multiple) {
    int exact = channels - (int) (share * channels);
    boolean rounded = channels >= 2 * multiple;
    int staying = rounded ? (exact + multiple - 1) / multiple * multiple : exact;
    return Math.min(channels, Math.max(1, staying));
  }

  /** By channel: the norms of all weights that would go with it. */
  private double[] importance() {
    double[] importance = new double[tracer.sets().count()];
    for (Cut cut : tracer.cuts()) {
      if (cut.counts()) {
        var tensor = tracer.constant(cut);
        float[] values = Tensors.floats(tensor);
        int inner = Slices.inner(Tensors.dimensions(tensor), cut.axis());
        for (int i = 0; i < values.length; i++) {
          int id = cut.ids()[i / inner % cut.ids().length];
          importance[tracer.sets().root(id)] += norm.of(values[i]);
        }
      }
    }
    return importance;
  }

  /** Channels by the layers that make them. */
  private Map<Set<Integer>, List<Integer>> families() {
    Map<Integer, Set<Integer>> makers = new LinkedHashMap<>();
    tracer
        .layers()
        .forEach(
            (layer, ids) -> {
              for (int id : ids) {
                makers.computeIfAbsent(tracer.sets().root(id), r -> new TreeSet<>()).add(layer);
              }
            });
    Map<Set<Integer>, List<Integer>> families = new HashMap<>();
    makers.forEach(
        (root, layers) -> families.computeIfAbsent(layers, l -> new ArrayList<>()).add(root));
    return families;
  }
}
