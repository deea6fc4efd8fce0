package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import java.util.ArrayList;
import java.util.List;

/**
 * One changed setting of one input.
 *
 * @param input its index
 * @param us the value to try, microseconds
 */
record Variation(int input, Setting setting, long us) {

  /** What may be varied. */
  enum Setting {
    TOLERANCE,
    LOOKBACK,
    WAIT,
    DISORDER,
    OFFSET
  }

  /** The specification with this change and no other. */
  AlignmentSpec of(AlignmentSpec spec) {
    List<InputSpec> inputs = new ArrayList<>(spec.inputs());
    inputs.set(input, change(inputs.get(input)));
    return new AlignmentSpec(
        inputs,
        spec.everyUs(),
        spec.approximate(),
        spec.maxAheadUs(),
        spec.maxBehindUs(),
        spec.clockJumpUs(),
        spec.bufferedEvents(),
        spec.clocks());
  }

  private InputSpec change(InputSpec old) {
    Matching matching =
        switch (setting) {
          case TOLERANCE -> new Matching.Nearest(us);
          case LOOKBACK -> new Matching.Latest(us);
          default -> old.matching();
        };
    return new InputSpec(
        old.name(),
        old.modality(),
        old.sensors(),
        matching,
        old.required(),
        old.clock(),
        setting == Setting.OFFSET ? us : old.offsetUs(),
        setting == Setting.DISORDER ? us : old.disorderUs(),
        old.idleUs(),
        setting == Setting.WAIT ? us : old.waitUs());
  }
}
