package io.sensorium.model.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Channels of all values of a graph, and which of them must stay or go together: those that an Add
 * joins, for one. A set that something unknown reads is frozen and stays.
 */
final class ChannelSets {
  private int[] parents = new int[64];
  private int count;
  private final List<@Nullable String> reasons = new ArrayList<>();

  /** New channels, each alone. */
  int[] fresh(int channels) {
    int[] ids = new int[channels];
    for (int i = 0; i < channels; i++) {
      if (count == parents.length) {
        parents = Arrays.copyOf(parents, 2 * count);
      }
      parents[count] = count;
      reasons.add(null);
      ids[i] = count++;
    }
    return ids;
  }

  /** The channel that stands for a set. */
  int root(int id) {
    int at = id;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Joins channels pair by pair. */
  void join(int[] some, int[] others) {
    for (int i = 0; i < some.length; i++) {
      int one = root(some[i]);
      int other = root(others[i]);
      if (one != other) {
        parents[other] = one;
        String reason = reasons.get(one) == null ? reasons.get(other) : reasons.get(one);
        reasons.set(one, reason);
      }
    }
  }

  void freeze(int[] ids, String reason) {
    for (int id : ids) {
      if (reasons.get(root(id)) == null) {
        reasons.set(root(id), reason);
      }
    }
  }

  /** Why a channel must stay; null where it may go. */
  @Nullable String frozen(int id) {
    return reasons.get(root(id));
  }

  int count() {
    return count;
  }
}
