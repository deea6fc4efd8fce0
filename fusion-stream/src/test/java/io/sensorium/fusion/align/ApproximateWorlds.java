package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.ClockKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Worlds with an approximate pace, made from a seed. */
final class ApproximateWorlds {
  private ApproximateWorlds() {}

  /** Sources that die, lie, burst and jump. */
  static World wild(long seed) {
    return wild(seed, false);
  }

  /** The same with clocks that are not the devices' own. */
  static World withAnyClock(long seed) {
    return wild(seed, true);
  }

  private static World wild(long seed, boolean anyClock) {
    SplittableRandom random = new SplittableRandom(seed);
    List<InputSpec> inputs = new ArrayList<>();
    inputs.add(input(random, anyClock, "left", Modality.CAMERA, "a"));
    inputs.add(input(random, anyClock, "right", Modality.CAMERA, "b"));
    inputs.add(input(random, anyClock, "sound", Modality.AUDIO, "*"));
    inputs.add(input(random, anyClock, "words", Modality.TEXT, "*"));
    while (inputs.size() > 1 && random.nextInt(3) == 0) {
      inputs.remove(random.nextInt(inputs.size()));
    }
    AlignmentSpec spec =
        new AlignmentSpec(
            inputs,
            0,
            new ApproximateRules(
                random.nextInt(3) == 0 ? 0 : random.nextDouble(),
                World.pick(random, 5, 40, AlignmentSpec.NONE, AlignmentSpec.NONE)),
            World.pick(random, 40, 40, 500, AlignmentSpec.NONE),
            World.pick(random, 300, AlignmentSpec.NONE, AlignmentSpec.NONE),
            World.pick(random, 60, 60, 200, AlignmentSpec.NONE),
            (int) World.pick(random, 3, 10, 1000, 1000),
            World.clocks(random));
    return new World(spec, World.arrivals(random, random.nextInt(10, 160)));
  }

  private static InputSpec input(
      SplittableRandom random, boolean anyClock, String name, Modality modality, String glob) {
    return new InputSpec(
        name,
        modality,
        sensor -> glob.equals("*") || glob.equals(sensor),
        new Matching.Member(World.pick(random, 0, 0, 2)),
        random.nextInt(8) == 0,
        anyClock ? World.clock(random) : ClockKind.DEVICE,
        World.pick(random, 0, 0, 0, 7, -7),
        World.pick(random, 0, 0, 0, 5, 20),
        World.pick(random, 30, 100, 100, 400, 2000),
        World.pick(random, 0, 10, 50, 100, 300, 1000));
  }
}
