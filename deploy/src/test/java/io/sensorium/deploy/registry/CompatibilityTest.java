package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
  private static final Schema ONE = record("{\"name\":\"id\",\"type\":\"string\"}");
  private static final Schema WITH_DEFAULT =
      record(
          "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"int\",\"default\":0}");
  private static final Schema WITHOUT_DEFAULT =
      record("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"int\"}");

  @ParameterizedTest
  @CsvSource({
    // level, field with default added, field without default added, that field removed again
    "NONE, true, true, true",
    "BACKWARD, true, false, true",
    "FORWARD, true, true, false",
    "FULL, true, false, false",
  })
  void aLevelAllowsWhatItsReadersCanRead(
      String level, boolean added, boolean addedWithoutDefault, boolean removed) {
    Compatibility compatibility = Compatibility.named(level);
    assertThat(compatibility.problems(WITH_DEFAULT, List.of(ONE)).isEmpty()).isEqualTo(added);
    assertThat(compatibility.problems(WITHOUT_DEFAULT, List.of(ONE)).isEmpty())
        .isEqualTo(addedWithoutDefault);
    assertThat(compatibility.problems(ONE, List.of(WITHOUT_DEFAULT)).isEmpty()).isEqualTo(removed);
  }

  @Test
  void onlyTransitiveLevelsLookBeyondTheLatest() {
    // given n came with a default, so that it may lose it: the latest has it
    List<Schema> history = List.of(ONE, WITH_DEFAULT);
    // when, then
    assertThat(Compatibility.BACKWARD.problems(WITHOUT_DEFAULT, history)).isEmpty();
    assertThat(Compatibility.BACKWARD_TRANSITIVE.problems(WITHOUT_DEFAULT, history)).hasSize(1);
  }

  @Test
  void theFirstSchemaIsAlwaysCompatible() {
    Stream.of(Compatibility.values())
        .forEach(level -> assertThat(level.problems(ONE, List.of())).isEmpty());
  }

  @Test
  void aProblemNamesTheFieldAndTheDirection() {
    assertThat(Compatibility.BACKWARD.problems(WITHOUT_DEFAULT, List.of(ONE)))
        .singleElement()
        .asString()
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE")
        .contains("The new schema cannot read what the earlier one writes")
        .contains("'n'");
  }

  @Test
  void anUnknownLevelIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Compatibility.named("SIDEWAYS"))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(42203))
        .hasMessageContaining("full_transitive");
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"Tick\",\"fields\":[" + fields + "]}");
  }
}
