package io.sensorium.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns an input's written way of matching into a {@link Match}. */
record MatchParser(KeyCheck keyCheck, Pace pace) {

  /** Null only for the pace input. */
  @Nullable Match match(String input, PipelineFile.InputKeys keys) {
    String at = "inputs." + input;
    if (pace instanceof Pace.Approximate) {
      return member(at, keys);
    }
    String kind = keys.match();
    if (kind == null) {
      keyCheck.expect(
          pace instanceof Pace.Each each && each.input().equals(input),
          at + ".match",
          "nearest, latest or overlap (only the pace input may leave it out)",
          "nothing");
      refuse(at, keys, "no match", List.of());
      return null;
    }
    return switch (kind) {
      case "nearest" -> {
        refuse(at, keys, kind, List.of("tolerance"));
        yield new Match.Nearest(span(at + ".tolerance", keys.tolerance()));
      }
      case "latest" -> {
        refuse(at, keys, kind, List.of("lookback"));
        yield new Match.Latest(span(at + ".lookback", keys.lookback()));
      }
      case "overlap" -> {
        refuse(at, keys, kind, List.of("before", "after"));
        yield new Match.Overlap(
            span(at + ".before", keys.before()), span(at + ".after", keys.after()));
      }
      default -> throw keyCheck.error(at + ".match", "nearest, latest or overlap", kind);
    };
  }

  /** Every input of an approximate pace is matched in the same way. */
  private Match member(String at, PipelineFile.InputKeys keys) {
    if (keys.match() != null) {
      throw keyCheck.error(
          at + ".match",
          "no match with 'pace: approximate', which takes one event of each input",
          keys.match());
    }
    refuse(at, keys, "pace: approximate", List.of("min-interval"));
    Duration minInterval = Objects.requireNonNullElse(keys.minInterval(), Duration.ZERO);
    return new Match.Member(span(at + ".min-interval", minInterval));
  }

  /** A key of another way of matching would silently do nothing. */
  private void refuse(String at, PipelineFile.InputKeys keys, String kind, List<String> wanted) {
    refuseOne(at, "tolerance", keys.tolerance(), kind, wanted);
    refuseOne(at, "lookback", keys.lookback(), kind, wanted);
    refuseOne(at, "before", keys.before(), kind, wanted);
    refuseOne(at, "after", keys.after(), kind, wanted);
    refuseOne(at, "min-interval", keys.minInterval(), kind, wanted);
  }

  private void refuseOne(
      String at, String key, @Nullable Duration value, String kind, List<String> wanted) {
    if (value != null && !wanted.contains(key)) {
      String expected = wanted.isEmpty() ? "no span" : String.join(" and ", wanted);
      throw keyCheck.error(at + "." + key, expected + " with '" + kind + "'", key);
    }
  }

  private Duration span(String key, @Nullable Duration value) {
    return keyCheck.span(key, keyCheck.present(key, value));
  }
}
