package io.sensorium.fusion.approximate;

import java.util.List;

/**
 * All that a search remembers beside its events.
 *
 * @param pivot its input; {@link SetSearch#NO_PIVOT} where there is no candidate
 * @param lastEnd when the last set ended; {@link SetSearch#NO_END} before the first
 * @param robbed bit i is set while an event that was taken out of input i might be better than its
 *     head
 * @param passed for each input, of how many of its events the search has gone on
 */
public record SearchState(int pivot, long lastEnd, long robbed, List<Integer> passed) {
  public SearchState {
    passed = List.copyOf(passed);
  }
}
