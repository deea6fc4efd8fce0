package io.sensorium.fusion.approximate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears what the search decides, in order. It must not change the search. */
public interface SetHandler<E> {

  /**
   * A set has been found; its events are still the heads of their inputs.
   *
   * @param set for each input its event, null for an input that has none
   * @param absent bit i is set where the decision rests on nothing coming from input i in time
   */
  void found(List<@Nullable E> set, long absent);

  /** The event will be in no set. */
  void discarded(E event, Discard why);
}
