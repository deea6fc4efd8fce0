package io.sensorium.bench.latency;

import io.sensorium.bench.figure.Spread;
import java.util.List;

/**
 * What was seen at one load.
 *
 * @param share of the capacity
 * @param perSecond events
 * @param sent events that count
 * @param journeys of those that have a prediction
 * @param hops milliseconds of each record over three raw hops beside it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Level(double share, double perSecond, long sent, List<Journey> journeys, double[] hops) {
  Level {
    journeys = List.copyOf(journeys);
  }

  /** Milliseconds that a part of the journeys are within in a stage. */
  double ms(Journey.Stage stage, double part) {
    return Spread.within(journeys.stream().mapToDouble(stage::ms).toArray(), part);
  }

  double hopsMs(double part) {
    return Spread.within(hops, part);
  }
}
