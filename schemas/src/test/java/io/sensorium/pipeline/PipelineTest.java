package io.sensorium.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.event.Modality;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PipelineTest {
  private static final String ALIGNMENT =
      """
      pipeline: smart-home
      pace: { each: view }
      inputs:
        view:  { modality: camera, sensors: "door*", match: nearest, tolerance: 100ms }
        sound: { modality: audio,  match: overlap, before: 500ms, after: 500ms, wait: 1s }
        words: { modality: text,   match: latest,  lookback: 10s, wait: 200ms }
      limits: { max-ahead: 5s, max-behind: none, clock-jump: 1m, buffered-events-per-site: 10000 }
      """;

  private static final String APPROXIMATE =
      """
      pipeline: car
      pace: approximate
      inputs:
        front: { modality: camera, sensors: 'front*', min-interval: 30ms }
        rear:  { modality: camera, sensors: 'rear*' }
        sound: { modality: audio, wait: 200ms, disorder: 5ms }
      """;

  @Test
  void the_example_of_the_contract_is_read_whole() {
    Pipeline pipeline = Pipeline.parse("example.yaml", ALIGNMENT);

    assertThat(pipeline.name()).isEqualTo("smart-home");
    assertThat(pipeline.pace()).isEqualTo(new Pace.Each("view"));
    assertThat(pipeline.inputs()).extracting(Input::name).containsExactly("view", "sound", "words");
    assertThat(pipeline.input("view").match()).isEqualTo(new Match.Nearest(Duration.ofMillis(100)));
    assertThat(pipeline.input("words").maxWait()).isEqualTo(Duration.ofMillis(200));
    assertThat(pipeline.input("words").idle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pipeline.limits())
        .isEqualTo(
            new Limits(Duration.ofSeconds(5), null, Duration.ofMinutes(1), 10_000, null, null));
    assertThat(pipeline.input("view").accepts(Modality.CAMERA, "door-left")).isTrue();
    assertThat(pipeline.input("view").accepts(Modality.CAMERA, "garden")).isFalse();
  }

  @Test
  void an_inference_section_names_steps_feeds_and_the_prediction() {
    Pipeline pipeline =
        Pipeline.parse(
            "example.yaml",
            ALIGNMENT
                + """
                inference:
                  max-batch-delay: 3ms
                  steps:
                    frame: { model: encoder, tensors: { pixels: { input: view } } }
                    head:
                      model: head
                      version: 2
                      tensors:
                        frame: { step: frame, output: embedding }
                        mask: { presence: [view, sound] }
                        rate: { constant: 16000 }
                        state: { state: next }
                  prediction: { step: head, output: scores }
                """);

    Inference inference = pipeline.inference();
    assertThat(inference.maxBatchSize()).isEqualTo(16);
    assertThat(inference.maxBatchDelay()).isEqualTo(Duration.ofMillis(3));
    assertThat(inference.steps().get(1).version()).isEqualTo("2");
    assertThat(inference.steps().get(1).tensors().values())
        .containsExactly(
            new Feed.StepFeed("frame", "embedding"),
            new Feed.PresenceFeed(List.of("view", "sound")),
            new Feed.ConstantFeed(List.of(16000.0)),
            new Feed.StateFeed("next"));
  }

  private static final String CASCADE =
      ALIGNMENT
          + """
          inference:
            contributions: { every: 10 }
            steps:
              cheap: { model: cheap, tensors: { mel: { input: sound } } }
              costly:
                model: costly
                tensors: { pixels: { input: view } }
                optional: true
                when:
                  - { step: cheap, output: scores, max-below: 0.8 }
                  - { present: words }
              last:
                model: costly
                tensors: { pixels: { input: view } }
                when: { step: cheap, output: scores, label: car, above: 0.25 }
            prediction:
              - { step: costly, output: scores }
              - { step: cheap, output: scores }
          """;

  @Test
  void stepsMayRunWhenSomethingHoldsAndPredictionsMayHaveSeveralSources() {
    Inference inference = Pipeline.parse("example.yaml", CASCADE).inference();

    assertThat(inference.steps().get(1).when())
        .containsExactly(
            new Condition.Scored(
                "cheap", "scores", new Condition.Measure.Largest(), Condition.Side.BELOW, 0.8),
            new Condition.Present(List.of("words")));
    assertThat(inference.steps().get(2).when())
        .containsExactly(
            new Condition.Scored(
                "cheap", "scores", new Condition.Measure.Label("car"), Condition.Side.ABOVE, 0.25));
    assertThat(inference.steps().get(0).dispensable()).isFalse();
    assertThat(inference.steps().get(1).optional()).isTrue();
    assertThat(inference.predictions())
        .containsExactly(
            new Inference.PredictionSource("costly", "scores"),
            new Inference.PredictionSource("cheap", "scores"));
    assertThat(inference.contributions()).isEqualTo(new Contributions(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ present: words }            | { present: smell }                             |"
            + " inference.steps.costly.when.1.present': expected one of the inputs",
        "{ present: words }            | { present: [] }                                | expected"
            + " at least one of the inputs",
        "{ present: words }            | { present: words, absent: sound }              |"
            + " inference.steps.costly.when.1': expected exactly one of",
        "{ present: words }            | { present: words, max-below: 1 }               | nothing"
            + " beside 'present' or 'absent'",
        "{ present: words }            | { presents: words }                            | unknown"
            + " key 'inference.steps.costly.when.1.presents'",
        "max-below: 0.8                | max-below: 80                                  | expected"
            + " a number from 0 to 1, found 80.0",
        "max-below: 0.8                | max-below: 0.8, max-above: 0.1                 | found 2"
            + " tests",
        "max-below: 0.8                | label: car                                     | found 0"
            + " tests",
        "max-below: 0.8                | label: car, max-below: 0.8                     | expected"
            + " no 'label' beside it",
        "label: car, above: 0.25       | above: 0.25                                    | expected"
            + " a 'label' beside it",
        "step: cheap, output: scores, l | step: later, output: scores, l                |"
            + " inference.steps.last.when.step': expected one of the earlier steps [cheap, costly],"
            + " found later",
        "step: cheap, output: scores, l | step: cheap, l                                |"
            + " inference.steps.last.when.output': expected a value",
        "- { step: cheap, output: scores }\\n"
            + " | \\n"
            + "                                     | inference.prediction.step': expected for the"
            + " last resort a step without 'when' and 'optional'",
        "- { step: cheap, output: scores }\\n"
            + " | - { step: costly, output: x }\\n"
            + "        | inference.prediction.1.step': expected a step that is not named before",
        "{ every: 10 }                 | sometimes                                      | expected"
            + " leave-one-out, none or { every: N }, found 'sometimes'",
        "{ every: 10 }                 | { every: -1 }                                  |"
            + " inference.contributions.every",
        "{ pixels: { input: view } }\\n"
            + "      optional | { pixels: { input: view }, h: { state: hn } }\\n"
            + "      optional | a step with state, which has to hear everything",
      })
  void aMistakeInACascadeIsNamedWithItsKey(String right, String wrong, String message) {
    String yaml = CASCADE.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
    assertThat(yaml).isNotEqualTo(CASCADE);

    assertThatThrownBy(() -> Pipeline.parse("example.yaml", yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pace: { each: view }           | pace: { each: door }                | pace.each",
        "pace: { each: view }           | pace: { each: view, every: 1s }     | found 2 of them",
        "pace: { each: view }           | paces: { each: view }               | unknown key"
            + " 'paces'",
        "match: overlap, before: 500ms, | match: overlap, befor: 500ms,       | unknown key"
            + " 'inputs.sound.befor'",
        "match: latest,                 | match: latest, tolerance: 1s,       |"
            + " inputs.words.tolerance",
        "lookback: 10s                  | lookback: ten seconds               | found 'ten"
            + " seconds'",
        "modality: audio                | modality: smell                     | camera, audio or"
            + " text",
        "pipeline: smart-home           | pipeline: Smart Home                | a-z, 0-9",
        "max-behind: none               | max-behind: never                   | limits.max-behind",
        "wait: 200ms                    | wait: -1s                           | inputs.words.wait",
        "wait: 200ms                    | min-interval: 1s                    |"
            + " inputs.words.min-interval",
        "wait: 200ms                    | clock: sundial                      | device, arrival or"
            + " learned",
        "max-behind: none               | drift-alarm: 1000                   | limits.drift-alarm",
        "max-behind: none               | drift-alarm: much                   | limits.drift-alarm",
        "max-behind: none               | clock-alarm: -1s                    | limits.clock-alarm",
      })
  void a_mistake_is_named_with_its_key(String right, String wrong, String message) {
    String yaml = ALIGNMENT.replace(right, wrong);
    assertThat(yaml).isNotEqualTo(ALIGNMENT);

    assertThatThrownBy(() -> Pipeline.parse("example.yaml", yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("example.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void an_approximate_pace_takes_one_event_of_each_input() {
    Pipeline pipeline = Pipeline.parse("car.yaml", APPROXIMATE);

    assertThat(pipeline.pace()).isEqualTo(new Pace.Approximate(0.1, null));
    assertThat(pipeline.input("front").match()).isEqualTo(new Match.Member(Duration.ofMillis(30)));
    assertThat(pipeline.input("sound").match()).isEqualTo(new Match.Member(Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ approximate: { age-penalty: 0, largest-interval: 200ms } } | 0.0 | PT0.2S",
        "{ approximate: { age-penalty: 0.5 } }                        | 0.5 |",
        "{ approximate: { largest-interval: none } }                  | 0.1 |",
        "{ approximate: {} }                                          | 0.1 |",
      })
  void an_approximate_pace_may_say_more(String pace, double penalty, Duration largest) {
    String yaml = APPROXIMATE.replace("pace: approximate", "pace: " + pace);

    assertThat(Pipeline.parse("car.yaml", yaml).pace())
        .isEqualTo(new Pace.Approximate(penalty, largest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pace: approximate    | pace: approximately                                  | key 'pace':"
            + " expected 'each: INPUT', 'every: PERIOD' or 'approximate', found 'approximately'",
        "pace: approximate    | pace: { approximate: { penalty: 1 } }                | unknown key"
            + " 'pace.approximate.penalty'",
        "pace: approximate    | pace: { approximate: { age-penalty: -1 } }           |"
            + " pace.approximate.age-penalty",
        "pace: approximate    | pace: { approximate: { largest-interval: soon } }    |"
            + " pace.approximate.largest-interval",
        "pace: approximate    | pace: { approximate: { largest-interval: -1s } }     | a span of 0"
            + " or more",
        "pace: approximate    | pace: { approximate: {}, every: 1s }                 | found 2 of"
            + " them",
        "pace: approximate    | pace: { every: 1s }                                  |"
            + " inputs.front.match",
        "min-interval: 30ms   | match: latest                                        | no match"
            + " with 'pace: approximate'",
        "min-interval: 30ms   | tolerance: 30ms                                      | min-interval"
            + " with 'pace: approximate'",
        "min-interval: 30ms   | min-interval: -30ms                                  |"
            + " inputs.front.min-interval",
        "'rear*'              | '*r*'                                                |"
            + " inputs.rear.sensors': expected sensors that input 'front' does not take",
      })
  void a_mistake_with_an_approximate_pace_is_named(String right, String wrong, String message) {
    String yaml = APPROXIMATE.replace(right, wrong);
    assertThat(yaml).isNotEqualTo(APPROXIMATE);

    assertThatThrownBy(() -> Pipeline.parse("car.yaml", yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("car.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void inputs_that_share_a_sensor_must_agree_on_its_offset() {
    String yaml =
        """
        pipeline: p
        pace: { every: 500ms }
        inputs:
          a: { modality: camera, sensors: "front*", match: latest, lookback: 1s, offset: 10ms }
          b: { modality: camera, sensors: "*left", match: latest, lookback: 1s }
        """;

    assertThatThrownBy(() -> Pipeline.parse("p.yaml", yaml)).hasMessageContaining("offset");
  }

  @Test
  void inputs_that_share_a_sensor_must_agree_on_its_clock() {
    String yaml =
        """
        pipeline: p
        pace: { every: 500ms }
        inputs:
          a: { modality: camera, sensors: "front*", match: latest, lookback: 1s, clock: learned }
          b: { modality: camera, sensors: "*left", match: latest, lookback: 1s }
        """;

    assertThatThrownBy(() -> Pipeline.parse("p.yaml", yaml))
        .hasMessageContaining("'inputs.b.clock'")
        .hasMessageContaining("the clock of input 'a'")
        .hasMessageContaining("found device");
  }

  @Test
  void clocks_and_their_alarms_are_read() {
    Pipeline pipeline =
        Pipeline.parse(
            "p.yaml",
            """
            pipeline: p
            pace: { each: view }
            inputs:
              view:  { modality: camera, clock: learned }
              sound: { modality: audio, match: overlap, before: 1s, after: 0, clock: arrival }
              words: { modality: text, match: latest, lookback: 1s }
            limits: { clock-alarm: 250ms, drift-alarm: 100.5 }
            """);

    assertThat(pipeline.inputs())
        .extracting(Input::clock)
        .containsExactly(ClockKind.LEARNED, ClockKind.ARRIVAL, ClockKind.DEVICE);
    assertThat(pipeline.limits().clockAlarm()).isEqualTo(Duration.ofMillis(250));
    assertThat(pipeline.limits().driftAlarmPpm()).isEqualTo(100.5);
  }

  @ParameterizedTest
  @CsvSource({
    "door*, door-left, true",
    "door*, indoor, false",
    "*, x, true",
    "d?or, door, true",
    "d?or, dor, false",
    "*a*b, xaxxb, true",
    "*a*b, xaxxbc, false",
    "'', '', true",
    "a**, a, true"
  })
  void globs_match_whole_names(String pattern, String name, boolean expected) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "front*, *left, true",
    "a*, b*, false",
    "a?c, abc, true",
    "a?, abc, false",
    "*, x, true"
  })
  void globs_intersect_where_one_name_fits_both(String a, String b, boolean expected) {
    assertThat(Glob.intersect(a, b)).isEqualTo(expected);
    assertThat(Glob.intersect(b, a)).isEqualTo(expected);
  }
}
