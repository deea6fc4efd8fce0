package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import java.util.Optional;

/**
 * A question to a recording that aligning it again answers, in up to three steps: a probe far
 * beyond what is sensible shows what could be won, a proposal is a sensible value, and the answer
 * is what that value really made of the recording.
 */
interface Question {

  /** What to run first; empty where there is nothing to ask, or where no probe is needed. */
  default Optional<Variation> probe() {
    return Optional.empty();
  }

  /**
   * The value to try, if any.
   *
   * @param probed what came of the probe; of the recording as it is where there was no probe
   */
  Optional<Variation> proposal(Figures probed);

  /** What to say of what came of the proposal; empty where it is not worth saying. */
  Optional<Hint> answer(Variation proposal, Figures tried);
}
