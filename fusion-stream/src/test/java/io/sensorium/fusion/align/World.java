package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import io.sensorium.fusion.clock.ClockRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** One site's pipeline and what arrives there, made from a seed. */
record World(AlignmentSpec spec, List<Arrival> arrivals) {
  /** One event and when it arrives. */
  record Arrival(SensorEvent<String> event, long arrivalUs) {}

  /** The sensors of an input, in a form that prints. */
  private record Sensors(String glob) implements Predicate<String> {
    @Override
    public boolean test(String sensor) {
      return glob.equals("*") || glob.equals(sensor);
    }
  }

  private static final List<Modality> MODALITIES = List.of(Modality.values());
  private static final ClockKind[] CLOCKS = {
    ClockKind.DEVICE, ClockKind.DEVICE, ClockKind.LEARNED, ClockKind.ARRIVAL
  };
  private static final String[] SENSORS = {"a", "b", "ab"};

  static World of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AlignmentSpec spec = spec(random);
    return new World(spec, arrivals(random, random.nextInt(10, 160)));
  }

  private static AlignmentSpec spec(SplittableRandom random) {
    boolean ticks = random.nextInt(3) == 0;
    int count = random.nextInt(1, 5);
    int pace = ticks ? -1 : random.nextInt(count);
    // Sensors may be shared by inputs, which must then agree on clock and offset: one a modality.
    Map<Modality, ClockKind> clocks = new EnumMap<>(Modality.class);
    MODALITIES.forEach(m -> clocks.put(m, clock(random)));
    Map<Modality, Long> offsets = new EnumMap<>(Modality.class);
    MODALITIES.forEach(m -> offsets.put(m, pick(random, 0, 0, 0, 7, -7)));
    List<InputSpec> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Modality modality = MODALITIES.get(random.nextInt(3));
      String glob = new String[] {"*", "*", "a", "b"}[random.nextInt(4)];
      inputs.add(
          new InputSpec(
              "input" + i,
              modality,
              new Sensors(glob),
              i == pace ? new Matching.Pace() : matching(random),
              random.nextInt(6) == 0,
              clocks.get(modality),
              offsets.get(modality),
              pick(random, 0, 0, 0, 5, 20),
              pick(random, 30, 100, 100, 400, 2000),
              pick(random, 0, 10, 50, 100, 300, 1000)));
    }
    return new AlignmentSpec(
        inputs,
        ticks ? pick(random, 10, 25, 50) : 0,
        null,
        pick(random, 40, 40, 500, AlignmentSpec.NONE),
        pick(random, 300, AlignmentSpec.NONE, AlignmentSpec.NONE),
        pick(random, 60, 60, 200, AlignmentSpec.NONE),
        (int) pick(random, 3, 10, 1000, 1000),
        clocks(random));
  }

  /** A kind of clock. */
  static ClockKind clock(SplittableRandom random) {
    return CLOCKS[random.nextInt(CLOCKS.length)];
  }

  /** Windows short enough to fill and to pass within a world. */
  static ClockRules clocks(SplittableRandom random) {
    return new ClockRules(
        pick(random, 20, 50, 50, 200),
        (int) pick(random, 2, 4, 8),
        pick(random, 10, 60, 300),
        pick(random, 10_000_000, 500_000_000),
        pick(random, 20, ClockRules.NONE),
        pick(random, 20_000_000, ClockRules.NONE));
  }

  private static Matching matching(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Matching.Nearest(pick(random, 0, 5, 20, 60));
      case 1 -> new Matching.Latest(pick(random, 0, 30, 100, 300));
      default -> new Matching.Overlap(pick(random, 0, 10, 40), pick(random, 0, 10, 40));
    };
  }

  static List<Arrival> arrivals(SplittableRandom random, int count) {
    long pauses = pick(random, 3, 10, 30);
    long delays = pick(random, 1, 5, 30, 100);
    long[] skew = new long[9];
    long[] driftPercent = new long[9];
    for (int i = 0; i < 9; i++) {
      driftPercent[i] = pick(random, 0, 0, 0, 5, -5, 20);
    }
    List<Arrival> arrivals = new ArrayList<>();
    long time = 1_000;
    for (int n = 0; n < count; n++) {
      time += random.nextInt(40) == 0 ? 1 + random.nextLong(2_000) : random.nextLong(pauses);
      int modality = random.nextInt(3);
      int sensor = random.nextInt(random.nextInt(3) == 0 ? 3 : 1);
      int clock = modality * 3 + sensor;
      if (random.nextInt(60) == 0) {
        skew[clock] = random.nextLong(-400, 200);
      }
      long device = time + skew[clock] + driftPercent[clock] * time / 100;
      if (random.nextInt(50) == 0) {
        device += random.nextLong(-900, 900);
      }
      String id = random.nextInt(25) == 0 ? "e" + random.nextInt(n + 1) : "e" + n;
      long duration = modality == 1 && random.nextInt(4) > 0 ? random.nextLong(40) : 0;
      arrivals.add(
          new Arrival(
              new SensorEvent<>(
                  MODALITIES.get(modality), SENSORS[sensor], id, device, duration, "row" + n),
              time + random.nextLong(delays)));
    }
    arrivals.sort(
        Comparator.comparingLong(Arrival::arrivalUs).thenComparing(a -> a.event().modality()));
    return arrivals;
  }

  static long pick(SplittableRandom random, long... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
