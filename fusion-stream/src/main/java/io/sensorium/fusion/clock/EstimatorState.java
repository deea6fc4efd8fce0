package io.sensorium.fusion.clock;

import java.util.List;

/**
 * All that an {@link OffsetEstimator} remembers.
 *
 * @param bucket number of the present bucket, which is arrival time by length of a bucket
 * @param strikes how many events running were not believed
 * @param points the kept events, one a bucket, in order of arrival
 */
public record EstimatorState(long bucket, int strikes, List<Point> points) {

  public EstimatorState {
    points = List.copyOf(points);
  }

  /**
   * One event.
   *
   * @param endUs its event time, at the end of its span
   * @param delayUs its arrival less that
   */
  public record Point(long endUs, long delayUs) {}
}
