package io.sensorium.ingest.scene;

import java.util.List;

/**
 * A seeded source of choices whose sequence is fixed by its seed and names on every Java version:
 * SplitMix64 (Steele, Lea and Flood, 2014).
 */
public final class Dice {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public Dice(long seed, String name, long number) {
    this.state = mix(mix(seed + GAMMA * hash(name)) + GAMMA * number);
  }

  /** SplitMix64's finaliser: a bijection whose output bits all depend on all input bits. */
  public static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  static long hash(String name) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      h = (h ^ name.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }

  public long bits() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  public double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  public double between(double low, double high) {
    return low + unit() * (high - low);
  }

  public int below(int bound) {
    return (int) (unit() * bound);
  }

  public boolean chance(double probability) {
    return unit() < probability;
  }

  public <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
