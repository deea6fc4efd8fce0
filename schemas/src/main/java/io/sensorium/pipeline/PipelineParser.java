package io.sensorium.pipeline;

import io.sensorium.event.Modality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the written keys into a {@link Pipeline}, or says what contradicts. */
final class PipelineParser {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final int DEFAULT_BUFFERED_EVENTS = 10_000;

  /** What grows faster is no clock's drift, and is not measured as one. */
  private static final int MOST_DRIFT_PPM = 1_000;

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
    Pace pace = new PaceParser(keyCheck).pace(keyCheck.present("pace", file.pace()), keys.keySet());
    MatchParser matches = new MatchParser(keyCheck, pace);
    List<Input> inputs = new ArrayList<>();
    keys.forEach((input, k) -> inputs.add(input(input, k, matches)));
    checkClocks(inputs);
    if (pace instanceof Pace.Approximate) {
      checkSensors(inputs);
    }
    Inference inference =
        file.inference() == null
            ? null
            : new InferenceParser(source, List.copyOf(keys.keySet())).inference(file.inference());
    return new Pipeline(name, pace, inputs, limits(file.limits()), inference);
  }

  private Input input(String name, PipelineFile.InputKeys keys, MatchParser matches) {
    String at = "inputs." + name;
    keyCheck.expect(NAME.matcher(name).matches(), at, "a name of a-z, 0-9 and '-'", name);
    String sensors = Objects.requireNonNullElse(keys.sensors(), "*");
    keyCheck.expect(!sensors.isEmpty(), at + ".sensors", "a glob such as 'door*'", "nothing");
    return new Input(
        name,
        modality(at, keyCheck.present(at + ".modality", keys.modality())),
        sensors,
        matches.match(name, keys),
        Boolean.TRUE.equals(keys.required()),
        clock(at, keys.clock()),
        Objects.requireNonNullElse(keys.offset(), Duration.ZERO),
        positive(at + ".disorder", keys.disorder(), Duration.ZERO),
        positive(at + ".idle", keys.idle(), Duration.ofSeconds(5)),
        positive(at + ".wait", keys.maxWait(), Duration.ofSeconds(1)));
  }

  private ClockKind clock(String at, @Nullable String text) {
    if (text == null) {
      return ClockKind.DEVICE;
    }
    return Stream.of(ClockKind.values())
        .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> keyCheck.error(at + ".clock", "device, arrival or learned", text));
  }

  private Modality modality(String at, String text) {
    return Stream.of(Modality.values())
        .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> keyCheck.error(at + ".modality", "camera, audio or text", text));
  }

  /** Two inputs that share a sensor must agree on clock and offset: a sensor has one clock. */
  private void checkClocks(List<Input> inputs) {
    for (Input a : inputs) {
      for (Input b : inputs) {
        boolean share = a.modality() == b.modality() && Glob.intersect(a.sensors(), b.sensors());
        keyCheck.expect(
            !share || a.offset().equals(b.offset()),
            "inputs." + b.name() + ".offset",
            "the offset of input '" + a.name() + "', whose sensors it shares",
            b.offset().toString());
        keyCheck.expect(
            !share || a.clock() == b.clock(),
            "inputs." + b.name() + ".clock",
            "the clock of input '" + a.name() + "', whose sensors it shares",
            b.clock().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** An event is in one set at most, as one input's. */
  private void checkSensors(List<Input> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      for (Input a : inputs.subList(0, i)) {
        Input b = inputs.get(i);
        keyCheck.expect(
            a.modality() != b.modality() || !Glob.intersect(a.sensors(), b.sensors()),
            "inputs." + b.name() + ".sensors",
            "sensors that input '"
                + a.name()
                + "' does not take (with 'pace: approximate' a sensor feeds one input)",
            "'" + b.sensors() + "', which meets '" + a.sensors() + "'");
      }
    }
  }

  private Limits limits(PipelineFile.@Nullable LimitKeys keys) {
    if (keys == null) {
      return new Limits(
          Duration.ofSeconds(5), null, Duration.ofMinutes(1), DEFAULT_BUFFERED_EVENTS, null, null);
    }
    int buffered =
        Objects.requireNonNullElse(keys.bufferedEventsPerSite(), DEFAULT_BUFFERED_EVENTS);
    keyCheck.expect(
        buffered > 0, "limits.buffered-events-per-site", "at least 1", Integer.toString(buffered));
    return new Limits(
        limit("max-ahead", keys.maxAhead(), Duration.ofSeconds(5)),
        limit("max-behind", keys.maxBehind(), null),
        limit("clock-jump", keys.clockJump(), Duration.ofMinutes(1)),
        buffered,
        limit("clock-alarm", keys.clockAlarm(), null),
        drift(keys.driftAlarm()));
  }

  private @Nullable Duration limit(String key, @Nullable String text, @Nullable Duration absent) {
    return text == null ? absent : keyCheck.spanOrNone("limits." + key, text);
  }

  private @Nullable Double drift(@Nullable String text) {
    if (text == null || text.equals("none")) {
      return null;
    }
    try {
      double ppm = Double.parseDouble(text);
      if (ppm >= 0 && ppm < MOST_DRIFT_PPM) {
        return ppm;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw keyCheck.error(
        "limits.drift-alarm",
        "millionths of time from 0 to below " + MOST_DRIFT_PPM + ", or none",
        text);
  }

  private Duration positive(String key, @Nullable Duration value, Duration absent) {
    return keyCheck.span(key, value == null ? absent : value);
  }
}
