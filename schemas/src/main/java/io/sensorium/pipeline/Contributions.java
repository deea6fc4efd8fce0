package io.sensorium.pipeline;

/**
 * For which moments the contribution of each input is computed, by leaving it out.
 *
 * @param every one of so many moments, chosen by their ids; 0 for none, 1 for all
 */
public record Contributions(int every) {
  /** For every moment. */
  public static final Contributions ALL = new Contributions(1);

  /** For none. */
  public static final Contributions NONE = new Contributions(0);

  /** Whether they are computed for the moment of this id: the same answer everywhere. */
  public boolean covers(String momentId) {
    return every > 0 && Math.floorMod(momentId.hashCode(), every) == 0;
  }
}
