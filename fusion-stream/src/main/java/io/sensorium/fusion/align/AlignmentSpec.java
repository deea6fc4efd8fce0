package io.sensorium.fusion.align;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a pipeline file says of alignment. Times and spans are microseconds; {@link #NONE} stands
 * for "no limit".
 *
 * @param inputs in the order of the pipeline file, 62 at most; with {@code everyUs} = 0 exactly one
 *     of them is matched by {@link Matching.Pace}
 * @param everyUs distance of the ticks, or 0 for a moment for each event of the pace input
 * @param maxAheadUs an event further ahead of its arrival is dropped
 * @param maxBehindUs an event further behind its arrival is dropped
 * @param clockJumpUs a sensor that falls further below its own watermark may have reset its clock
 * @param bufferedEvents the most events that a site buffers
 */
public record AlignmentSpec(
    List<InputSpec> inputs,
    long everyUs,
    long maxAheadUs,
    long maxBehindUs,
    long clockJumpUs,
    int bufferedEvents) {

  /** No limit. Sums of it and any time within {@link #WIDEST} do not overflow. */
  public static final long NONE = 1L << 62;

  /** Times are held within ± this, some 73 000 years. */
  public static final long WIDEST = 1L << 61;

  private static final int MOST_INPUTS = 62;

  public AlignmentSpec {
    inputs = List.copyOf(inputs);
    long paces = inputs.stream().filter(i -> i.matching() instanceof Matching.Pace).count();
    if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_INPUTS + " inputs, found " + inputs.size());
    }
    if (everyUs < 0 || paces != (everyUs == 0 ? 1 : 0)) {
      throw new IllegalArgumentException(
          "expected one pace input or a tick of at least 1 µs, found "
              + paces
              + " pace inputs and a tick of "
              + everyUs
              + " µs");
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
