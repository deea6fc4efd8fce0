package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Sensors that keep to their disorder, at a site that never has to force anything. No two events of
 * one input have one time.
 *
 * @param bySensor for each sensor its events in the order in which it sends them
 */
record CalmWorld(AlignmentSpec spec, List<List<SensorEvent<String>>> bySensor) {
  private static final long FOREVER = 1_000_000_000;
  private static final List<Modality> MODALITIES = List.of(Modality.values());

  static CalmWorld of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<InputSpec> inputs = new ArrayList<>();
    List<List<SensorEvent<String>>> bySensor = new ArrayList<>();
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      long disorder = World.pick(random, 0, 0, 15);
      inputs.add(
          new InputSpec(
              "input" + i,
              MODALITIES.get(i),
              sensor -> true,
              new Matching.Member(0),
              false,
              ClockKind.DEVICE,
              0,
              disorder,
              FOREVER,
              FOREVER));
      Set<Long> taken = new HashSet<>();
      for (int sensor = 0; sensor < 1 + random.nextInt(2); sensor++) {
        bySensor.add(events(random, MODALITIES.get(i), "s" + sensor, disorder, taken));
      }
    }
    ApproximateRules rules =
        new ApproximateRules(
            World.pick(random, 0, 1) * 0.3, World.pick(random, 20, AlignmentSpec.NONE));
    return new CalmWorld(
        new AlignmentSpec(
            inputs,
            0,
            rules,
            AlignmentSpec.NONE,
            AlignmentSpec.NONE,
            AlignmentSpec.NONE,
            1_000,
            ClockRules.DEFAULT),
        bySensor);
  }

  private static List<SensorEvent<String>> events(
      SplittableRandom random, Modality modality, String sensor, long disorder, Set<Long> taken) {
    record Sending(SensorEvent<String> event, long at) {}
    List<Sending> sendings = new ArrayList<>();
    long gap = random.nextLong(5, 65);
    long time = 1_000;
    for (int n = 0; n < 5 + random.nextInt(25); n++) {
      while (!taken.add(time)) {
        time++;
      }
      String id = modality + sensor + "-" + n;
      SensorEvent<String> event = new SensorEvent<>(modality, sensor, id, time, 0, id);
      sendings.add(new Sending(event, time + (n == 0 ? 0 : random.nextLong(disorder + 1))));
      time += disorder + 1 + random.nextLong(gap) - random.nextLong(disorder + 1);
    }
    sendings.sort(Comparator.comparingLong(Sending::at));
    return sendings.stream().map(Sending::event).toList();
  }

  /** All events, each sensor's as it sends them, some sensors far behind others. */
  List<SensorEvent<String>> interleaved(SplittableRandom random) {
    int[] next = new int[bySensor.size()];
    int[] weight = random.ints(bySensor.size(), 1, 8).toArray();
    List<SensorEvent<String>> all = new ArrayList<>();
    // All are known from the beginning.
    for (int s = 0; s < next.length; s++) {
      all.add(bySensor.get(s).get(next[s]++));
    }
    all.sort(Comparator.comparingLong(SensorEvent::timeUs));
    int left = bySensor.stream().mapToInt(List::size).sum() - next.length;
    while (left > 0) {
      int sensor = random.nextInt(next.length);
      if (next[sensor] < bySensor.get(sensor).size() && random.nextInt(8) < weight[sensor]) {
        all.add(bySensor.get(sensor).get(next[sensor]++));
        left--;
      }
    }
    return all;
  }
}
