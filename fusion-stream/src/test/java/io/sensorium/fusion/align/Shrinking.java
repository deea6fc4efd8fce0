package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing world shorter: what may be left out of its arrivals so that it still fails. */
final class Shrinking {
  private Shrinking() {}

  /** The world with as few arrivals as can be found: halves are left out first, then singles. */
  static World shortest(World world, Predicate<World> fails) {
    List<World.Arrival> arrivals = world.arrivals();
    for (int chunk = arrivals.size() / 2; chunk > 0; ) {
      List<World.Arrival> shorter = withoutOne(world, arrivals, chunk, fails);
      if (shorter.size() < arrivals.size()) {
        arrivals = shorter;
        chunk = Math.min(chunk, Math.max(1, arrivals.size() / 2));
      } else {
        chunk /= 2;
      }
    }
    return new World(world.spec(), arrivals);
  }

  /** What is left without the first chunk that can go; all of it where none can. */
  private static List<World.Arrival> withoutOne(
      World world, List<World.Arrival> arrivals, int chunk, Predicate<World> fails) {
    for (int from = 0; from < arrivals.size(); from += chunk) {
      List<World.Arrival> shorter = new ArrayList<>(arrivals.subList(0, from));
      shorter.addAll(arrivals.subList(Math.min(from + chunk, arrivals.size()), arrivals.size()));
      if (fails.test(new World(world.spec(), shorter))) {
        return shorter;
      }
    }
    return arrivals;
  }
}
