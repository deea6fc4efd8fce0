package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One site's pipeline and what arrives there, made from a seed. */
record World(AlignmentSpec spec, List<Arrival> arrivals) {
  /** One event and when it arrives. */
  record Arrival(SensorEvent<String> event, long arrivalUs) {}

  private static final List<Modality> MODALITIES = List.of(Modality.values());
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
    // Sensors may be shared by inputs, which must then agree on the offset: one for each modality.
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
              sensor -> glob.equals("*") || glob.equals(sensor),
              i == pace ? new Matching.Pace() : matching(random),
              random.nextInt(6) == 0,
              offsets.get(modality),
              pick(random, 0, 0, 0, 5, 20),
              pick(random, 30, 100, 100, 400, 2000),
              pick(random, 0, 10, 50, 100, 300, 1000)));
    }
    return new AlignmentSpec(
        inputs,
        ticks ? pick(random, 10, 25, 50) : 0,
        pick(random, 40, 40, 500, AlignmentSpec.NONE),
        pick(random, 300, AlignmentSpec.NONE, AlignmentSpec.NONE),
        pick(random, 60, 60, 200, AlignmentSpec.NONE),
        (int) pick(random, 3, 10, 1000, 1000));
  }

  private static Matching matching(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Matching.Nearest(pick(random, 0, 5, 20, 60));
      case 1 -> new Matching.Latest(pick(random, 0, 30, 100, 300));
      default -> new Matching.Overlap(pick(random, 0, 10, 40), pick(random, 0, 10, 40));
    };
  }

  private static List<Arrival> arrivals(SplittableRandom random, int count) {
    long pauses = pick(random, 3, 10, 30);
    long delays = pick(random, 1, 5, 30, 100);
    long[] skew = new long[9];
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
      long device = time + skew[clock];
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

  private static long pick(SplittableRandom random, long... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
