package io.sensorium.model.prune;

/** How weights add up to the importance of the channel that they belong to. */
public enum ChannelNorm {
  /** The sum of their magnitudes (Li et al., "Pruning filters for efficient ConvNets", 2017). */
  L1,
  /** The sum of their squares, whose order is that of its root. */
  L2;

  double of(float weight) {
    return this == L1 ? Math.abs(weight) : (double) weight * weight;
  }
}
