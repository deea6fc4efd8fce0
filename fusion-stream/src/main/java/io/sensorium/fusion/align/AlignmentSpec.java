package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline file says of alignment. Times and spans are microseconds; {@link #NONE} stands
 * for "no limit".
 *
 * @param inputs in the order of the pipeline file, 62 at most; exactly one of them is matched by
 *     {@link Matching.Pace}, unless there are ticks or the pace is approximate, which matches all
 *     of them by {@link Matching.Member}
 * @param everyUs distance of the ticks; 0 where there are none
 * @param approximate how sets of events that lie closest in time are found; null where moments are
 *     not sets
 * @param maxAheadUs an event further ahead of its arrival is dropped
 * @param maxBehindUs an event further behind its arrival is dropped
 * @param clockJumpUs a sensor that falls further below its own watermark may have reset its clock
 * @param bufferedEvents the most events that a site buffers
 * @param clocks how learned offsets are found, and which clocks raise an alarm
 */
public record AlignmentSpec(
    List<InputSpec> inputs,
    long everyUs,
    @Nullable ApproximateRules approximate,
    long maxAheadUs,
    long maxBehindUs,
    long clockJumpUs,
    int bufferedEvents,
    ClockRules clocks) {

  /** No limit. Sums of it and any time within {@link #WIDEST} do not overflow. */
  public static final long NONE = 1L << 62;

  /** Times are held within ± this, some 73 000 years. */
  public static final long WIDEST = 1L << 61;

  private static final int MOST_INPUTS = 62;

  public AlignmentSpec {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_INPUTS + " inputs, found " + inputs.size());
    }
    long paces = inputs.stream().filter(i -> i.matching() instanceof Matching.Pace).count();
    long members = inputs.stream().filter(i -> i.matching() instanceof Matching.Member).count();
    boolean fits =
        approximate == null
            ? everyUs >= 0 && paces == (everyUs == 0 ? 1 : 0) && members == 0
            : everyUs == 0 && members == inputs.size();
    if (!fits) {
      throw new IllegalArgumentException(
          "expected one pace input, a tick of at least 1 µs or only members of sets, found %d pace inputs, a tick of %d µs and %d of %d members"
              .formatted(paces, everyUs, members, inputs.size()));
    }
  }

  /** Whether moments open at multiples of a duration rather than for each event of an input. */
  public boolean ticks() {
    return everyUs > 0;
  }

  /** Distance from a closed moment to the earliest that may follow it. */
  long stepUs() {
    return ticks() ? everyUs : 1;
  }

  /** Whether the clock of any sensor is estimated. */
  public boolean estimates() {
    return clocks.alarms() || inputs.stream().anyMatch(i -> i.clock() == ClockKind.LEARNED);
  }

  /** Whether the sensor feeds any input. */
  public boolean takes(Modality modality, String sensor) {
    for (InputSpec input : inputs) {
      if (input.takes(modality, sensor)) {
        return true;
      }
    }
    return false;
  }

  /** Indexes of the inputs that the sensor feeds, ascending; empty where it is not ours. */
  public int[] inputsOf(Modality modality, String sensor) {
    return IntStream.range(0, inputs.size())
        .filter(i -> inputs.get(i).takes(modality, sensor))
        .toArray();
  }
}
