package io.sensorium.fusion.offline.page;

/**
 * Which events of a recording to draw.
 *
 * @param fromUs those that arrive so long after the first, microseconds
 * @param forUs for how long from there; {@link Long#MAX_VALUE} for no end
 * @param most no more than this many
 */
public record PageWindow(long fromUs, long forUs, int most) {
  /** What a browser draws at once without a wait. */
  public static final int MOST = 10_000;

  public PageWindow {
    if (fromUs < 0 || forUs <= 0 || most <= 0) {
      throw new IllegalArgumentException(
          "expected a start of 0 or more, a length and a number of events above 0, found "
              + fromUs
              + " µs, "
              + forUs
              + " µs and "
              + most);
    }
  }

  /** The first events, as many as a page draws. */
  public static PageWindow whole() {
    return new PageWindow(0, Long.MAX_VALUE, MOST);
  }

  boolean has(long sinceFirstUs) {
    return sinceFirstUs >= fromUs && sinceFirstUs - fromUs < forUs;
  }
}
