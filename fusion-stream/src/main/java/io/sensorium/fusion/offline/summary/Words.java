package io.sensorium.fusion.offline.summary;

import io.sensorium.fusion.align.DropReason;
import java.util.Locale;

/** Figures and reasons as people read them. */
public final class Words {
  private Words() {}

  /** A constant as files name it: {@code clock-reset}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A span of microseconds to about three digits: {@code 850 µs}, {@code 29.5 ms}. */
  public static String span(long us) {
    if (us == 0) {
      return "0";
    }
    long size = Math.abs(us);
    if (size < 1_000) {
      return us + " µs";
    }
    if (size < 99_950) {
      return trimmed(us / 1e3) + " ms";
    }
    if (size < 999_500) {
      return Math.round(us / 1e3) + " ms";
    }
    return size < 600_000_000
        ? String.format(Locale.ROOT, "%.2f s", us / 1e6)
        : String.format(Locale.ROOT, "%,.1f min", us / 60e6);
  }

  /** A span of microseconds, exactly, as a pipeline file has it: {@code 30ms}. */
  public static String setting(long us) {
    if (us % 1_000_000 == 0) {
      return us / 1_000_000 + "s";
    }
    return us % 1_000 == 0 ? us / 1_000 + "ms" : us + "us";
  }

  /** A share of 1 in percent, cut off rather than rounded: only all of it is 100 %. */
  public static String percent(double share) {
    double tenths = Math.floor(share * 1_000 + 1e-9);
    return String.format(
        Locale.ROOT, tenths % 10 == 0 && share >= 1 ? "%.0f %%" : "%.1f %%", tenths / 10);
  }

  /** What a reason means. */
  public static String meaning(DropReason reason) {
    return switch (reason) {
      case FUTURE -> "its time is further ahead of its arrival than max-ahead allows";
      case STALE -> "its time is further behind its arrival than max-behind allows";
      case DUPLICATE -> "an event of this sensor with this id was there already";
      case LATE -> "every moment that could have used it had closed when it came";
      case SURPLUS -> "a moment had it within reach and preferred another";
      case UNMATCHED -> "no moment had it within reach";
      case INCOMPLETE -> "the moment that it opened lacked a required input";
      case CLOCK_RESET -> "its sensor's clock was set back before a moment used it";
      case OVERFLOW -> "it was the oldest when its site's buffer was full";
    };
  }

  /** What to do about a reason. */
  public static String remedy(DropReason reason) {
    return switch (reason) {
      case FUTURE -> "set the device's clock right, give the input an offset, or raise max-ahead";
      case STALE -> "raise max-behind, or look for what held the events back";
      case DUPLICATE -> "nothing, if it was sent twice; else give each event its own id";
      case LATE -> "raise disorder (its sensor is out of order) or wait (it comes late)";
      case SURPLUS -> "nothing: the input gives more events than moments need";
      case UNMATCHED -> "raise tolerance, lookback, before or after, if moments lack the input";
      case INCOMPLETE -> "look for the missing input, or make it optional (required: false)";
      case CLOCK_RESET -> "nothing, if the device began anew; else see to its clock";
      case OVERFLOW -> "raise buffered-events-per-site, or shorten wait, lookback or before";
    };
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 9.995 ? "%.2f" : "%.1f", value);
  }
}
