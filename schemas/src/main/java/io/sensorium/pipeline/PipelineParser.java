package io.sensorium.pipeline;

import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import io.sensorium.event.Modality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the written keys into a {@link Pipeline}, or says what contradicts. */
final class PipelineParser {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final int DEFAULT_BUFFERED_EVENTS = 10_000;

  private final String source;
  private final KeyCheck keyCheck;

  private PipelineParser(String source) {
    this.source = source;
    this.keyCheck = new KeyCheck(source, "");
  }

  static Pipeline check(String source, PipelineFile file) {
    return new PipelineParser(source).pipeline(file);
  }

  private Pipeline pipeline(PipelineFile file) {
    String name = keyCheck.present("pipeline", file.pipeline());
    keyCheck.expect(
        NAME.matcher(name).matches(),
        "pipeline",
        "a name of a-z, 0-9 and '-' with at most 100 characters (it names topics)",
        name);
    Map<String, PipelineFile.InputKeys> keys = keyCheck.present("inputs", file.inputs());
    keyCheck.expect(!keys.isEmpty(), "inputs", "at least one input", "none");
    Pace pace = pace(keyCheck.present("pace", file.pace()), keys);
    List<Input> inputs = new ArrayList<>();
    keys.forEach((input, k) -> inputs.add(input(input, k, isPace(pace, input))));
    checkOffsets(inputs);
    Inference inference =
        file.inference() == null
            ? null
            : new InferenceParser(source, List.copyOf(keys.keySet())).inference(file.inference());
    return new Pipeline(name, pace, inputs, limits(file.limits()), inference);
  }

  private static boolean isPace(Pace pace, String input) {
    return pace instanceof Pace.Each each && each.input().equals(input);
  }

  private Pace pace(PipelineFile.PaceKeys keys, Map<String, PipelineFile.InputKeys> inputs) {
    String each = keys.each();
    Duration every = keys.every();
    if (each != null && every == null) {
      keyCheck.expect(
          inputs.containsKey(each), "pace.each", "one of the inputs " + inputs.keySet(), each);
      return new Pace.Each(each);
    }
    if (every != null && each == null) {
      keyCheck.expect(
          Durations.micros(every) > 0, "pace.every", "a period longer than 0", every.toString());
      return new Pace.Every(every);
    }
    throw keyCheck.error(
        "pace", "either 'each: INPUT' or 'every: PERIOD'", each == null ? "neither" : "both");
  }

  private Input input(String name, PipelineFile.InputKeys keys, boolean pace) {
    String at = "inputs." + name;
    keyCheck.expect(NAME.matcher(name).matches(), at, "a name of a-z, 0-9 and '-'", name);
    String sensors = Objects.requireNonNullElse(keys.sensors(), "*");
    keyCheck.expect(!sensors.isEmpty(), at + ".sensors", "a glob such as 'door*'", "nothing");
    return new Input(
        name,
        modality(at, keyCheck.present(at + ".modality", keys.modality())),
        sensors,
        match(at, keys, pace),
        Boolean.TRUE.equals(keys.required()),
        Objects.requireNonNullElse(keys.offset(), Duration.ZERO),
        positive(at + ".disorder", keys.disorder(), Duration.ZERO),
        positive(at + ".idle", keys.idle(), Duration.ofSeconds(5)),
        positive(at + ".wait", keys.maxWait(), Duration.ofSeconds(1)));
  }

  private Modality modality(String at, String text) {
    return Stream.of(Modality.values())
        .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> keyCheck.error(at + ".modality", "camera, audio or text", text));
  }

  private @Nullable Match match(String at, PipelineFile.InputKeys keys, boolean pace) {
    String kind = keys.match();
    if (kind == null) {
      keyCheck.expect(
          pace,
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

  /** A key of another way of matching would silently do nothing. */
  private void refuse(String at, PipelineFile.InputKeys keys, String kind, List<String> wanted) {
    refuseOne(at, "tolerance", keys.tolerance(), kind, wanted);
    refuseOne(at, "lookback", keys.lookback(), kind, wanted);
    refuseOne(at, "before", keys.before(), kind, wanted);
    refuseOne(at, "after", keys.after(), kind, wanted);
  }

  private void refuseOne(
      String at, String key, @Nullable Duration value, String kind, List<String> wanted) {
    if (value != null && !wanted.contains(key)) {
      String expected =
          wanted.isEmpty() ? "no span" : wanted.stream().collect(Collectors.joining(" and "));
      throw keyCheck.error(at + "." + key, expected + " with '" + kind + "'", key);
    }
  }

  /** Two inputs that share a sensor must agree on its offset: a sensor has one clock. */
  private void checkOffsets(List<Input> inputs) {
    for (Input a : inputs) {
      for (Input b : inputs) {
        boolean share = a.modality() == b.modality() && Glob.intersect(a.sensors(), b.sensors());
        keyCheck.expect(
            !share || a.offset().equals(b.offset()),
            "inputs." + b.name() + ".offset",
            "the offset of input '" + a.name() + "', whose sensors it shares",
            b.offset().toString());
      }
    }
  }

  private Limits limits(PipelineFile.@Nullable LimitKeys keys) {
    if (keys == null) {
      return new Limits(
          Duration.ofSeconds(5), null, Duration.ofMinutes(1), DEFAULT_BUFFERED_EVENTS);
    }
    int buffered =
        Objects.requireNonNullElse(keys.bufferedEventsPerSite(), DEFAULT_BUFFERED_EVENTS);
    keyCheck.expect(
        buffered > 0, "limits.buffered-events-per-site", "at least 1", Integer.toString(buffered));
    return new Limits(
        limit("max-ahead", keys.maxAhead(), Duration.ofSeconds(5)),
        limit("max-behind", keys.maxBehind(), null),
        limit("clock-jump", keys.clockJump(), Duration.ofMinutes(1)),
        buffered);
  }

  private @Nullable Duration limit(String key, @Nullable String text, @Nullable Duration absent) {
    if (text == null) {
      return absent;
    }
    try {
      return Durations.parseOrNone(text)
          .map(d -> positive("limits." + key, d, Duration.ZERO))
          .orElse(null);
    } catch (ConfigException e) {
      throw new ConfigException(
          source + ": key 'limits." + key + "': " + e.getMessage() + ", or none", e);
    }
  }

  private Duration span(String key, @Nullable Duration value) {
    return positive(key, keyCheck.present(key, value), Duration.ZERO);
  }

  private Duration positive(String key, @Nullable Duration value, Duration absent) {
    Duration span = value == null ? absent : value;
    keyCheck.expect(!span.isNegative(), key, "a span of 0 or more", span.toString());
    return span;
  }
}
