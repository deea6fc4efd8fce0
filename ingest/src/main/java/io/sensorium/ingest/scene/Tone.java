package io.sensorium.ingest.scene;

/**
 * The parts that sounds are made of. Sines come from a table, so they are the same on every
 * machine.
 */
public final class Tone {
  private static final int SIZE = 4096;
  private static final double[] SINE = new double[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      SINE[i] = StrictMath.sin(2 * StrictMath.PI * i / SIZE);
    }
  }

  private Tone() {}

  /** The sine of a phase given in whole turns. */
  public static double sine(double turns) {
    double fraction = turns - Math.floor(turns);
    return SINE[(int) (fraction * SIZE) & (SIZE - 1)];
  }

  /** A sawtooth-like sum of the first harmonics, each 1/k as strong. */
  public static double buzz(double turns, int harmonics) {
    double sum = 0;
    for (int k = 1; k <= harmonics; k++) {
      sum += sine(k * turns) / k;
    }
    return 0.6 * sum;
  }

  /** Uniform noise in [-1, 1), one value for each sample. */
  public static Voice white(long seed) {
    return t -> hashed(seed, (long) Math.floor(t * Microphone.SAMPLE_RATE + 0.5));
  }

  /** Noise below about half a rate in Hz: random values joined by lines. */
  public static Voice rumble(long seed, double rate) {
    return t -> {
      double x = t * rate;
      long k = (long) Math.floor(x);
      double f = x - k;
      return hashed(seed, k) * (1 - f) + hashed(seed, k + 1) * f;
    };
  }

  /** Noise round a frequency: a sine whose loudness and phase wander at a rate in Hz. */
  public static Voice band(long seed, double hertz, double rate) {
    Voice loudness = rumble(seed, rate);
    Voice drift = rumble(seed + 1, rate);
    return t -> loudness.at(t) * sine(hertz * t + 0.7 * drift.at(t));
  }

  /**
   * Repeats a burst.
   *
   * @param period seconds from one burst to the next
   * @param shift seconds by which the first is late
   * @param burst its amplitude by seconds since it began, and by its number
   */
  public static Voice every(double period, double shift, Burst burst) {
    return t -> {
      double x = (t - shift) / period;
      long number = (long) Math.floor(x);
      return burst.at((x - number) * period, number);
    };
  }

  /** Falls from 1 to 0 within a duration; 0 outside of it. */
  public static double decay(double seconds, double duration) {
    if (seconds < 0 || seconds >= duration) {
      return 0;
    }
    double left = 1 - seconds / duration;
    return left * left * left;
  }

  /** One burst of a repeated sound. */
  @FunctionalInterface
  public interface Burst {
    double at(double seconds, long number);
  }

  /** Uniform in [-1, 1), by seed and index. */
  public static double hashed(long seed, long index) {
    return (Dice.mix(seed + index * 0x9E3779B97F4A7C15L) >> 11) * 0x1.0p-52;
  }
}
