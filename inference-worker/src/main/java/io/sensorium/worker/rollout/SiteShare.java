package io.sensorium.worker.rollout;

/**
 * Which sites belong to a share of all: the same in every worker and for ever, and those of a
 * smaller share are among those of a larger.
 */
final class SiteShare {
  private static final int PLACES = 1 << 24;

  private SiteShare() {}

  /**
   * @param share from 0 for none to 1 for all
   */
  static boolean holds(String site, double share) {
    return place(site) < share;
  }

  /** Where a site stands in [0, 1), spread evenly also where sites differ by a digit. */
  static double place(String site) {
    // MurmurHash3's last step over the string's hash, which alone would keep neighbours together.
    int hash = site.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    hash ^= hash >>> 16;
    return (hash >>> 8) / (double) PLACES;
  }
}
