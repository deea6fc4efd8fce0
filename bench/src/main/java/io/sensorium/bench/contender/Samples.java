package io.sensorium.bench.contender;

import java.util.ArrayList;
import java.util.List;

/** The looks at one run, in order. For one thread. */
final class Samples {
  private final List<Sample> samples = new ArrayList<>();

  void add(Sample sample) {
    samples.add(sample);
  }

  /** The first that found anything taken; the last of all if none did. */
  Sample first() {
    return samples.stream().filter(s -> s.taken() > 0).findFirst().orElseGet(this::last);
  }

  /** The first that found all taken that there is. */
  Sample allTaken() {
    long all = last().taken();
    return samples.stream().filter(s -> s.taken() == all).findFirst().orElseGet(this::last);
  }

  /** Processor time between two instants, to the nearest look before each. */
  long cpuNanos(long fromMs, long toMs) {
    return at(toMs).cpuNanos() - at(fromMs).cpuNanos();
  }

  private Sample at(long ms) {
    Sample found = samples.get(0);
    for (Sample sample : samples) {
      if (sample.ms() > ms) {
        break;
      }
      found = sample;
    }
    return found;
  }

  private Sample last() {
    if (samples.isEmpty()) {
      throw new IllegalStateException("expected a look at the run, found none");
    }
    return samples.get(samples.size() - 1);
  }
}
