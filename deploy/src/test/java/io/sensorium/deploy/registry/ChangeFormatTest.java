package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFormatTest {

  static Stream<Change> changes() {
    return Stream.of(
        new Change.Written(new SchemaVersion("a-value", 3, 7, "\"string\"", false)),
        new Change.Written(new SchemaVersion("a-value", 3, 7, "\"string\"", true)),
        new Change.Removed("a-value", 3),
        new Change.SubjectHidden("a-value", 3),
        new Change.LevelSet(null, Compatibility.FULL_TRANSITIVE),
        new Change.LevelSet("a-value", null),
        new Change.ModeSet("a-value", Mode.READONLY),
        new Change.ModeSet(null, null),
        new Change.IdsTaken(12));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeComesBackAsItWas(Change change) {
    ChangeFormat.Encoded encoded = ChangeFormat.encode(change);
    assertThat(ChangeFormat.decode(encoded.key(), encoded.value())).contains(change);
  }

  @Test
  void aRecordOfConfluentsRegistryIsUnderstood() {
    assertThat(
            ChangeFormat.decode(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}",
                "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"int\\\"\",\"deleted\":false}"))
        .contains(new Change.Written(new SchemaVersion("s", 1, 1, "\"int\"", false)));
  }

  @Test
  void theIdOfASchemaThatIsNotAvroIsTakenAllTheSame() {
    assertThat(
            ChangeFormat.decode(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}",
                "{\"subject\":\"s\",\"version\":1,\"id\":5,\"schemaType\":\"JSON\",\"schema\":\"{}\"}"))
        .contains(new Change.IdsTaken(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "{\"keytype\":\"NOOP\",\"magic\":0}",
        "{\"keytype\":\"CONTEXT\",\"magic\":0}",
        "{\"keytype\":\"SCHEMA\",\"version\":\"x\"}"
      })
  void aRecordThatIsNotKnownIsSkipped(String key) {
    assertThat(ChangeFormat.decode(key, null)).isEmpty();
    assertThat(ChangeFormat.decode(null, null)).isEmpty();
  }
}
