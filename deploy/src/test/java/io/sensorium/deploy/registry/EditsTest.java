package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class EditsTest {
  private static final SubmittedSchema STRING = SubmittedSchema.parse("\"string\"", false);
  private static final SubmittedSchema INT = SubmittedSchema.parse("\"int\"", false);

  private SchemaStore store = SchemaStore.EMPTY;

  @Test
  void anIdIsTheSchemasWhereverItIsRegistered() {
    assertThat(id("a", STRING)).isEqualTo(1);
    assertThat(id("b", INT)).isEqualTo(2);
    assertThat(id("c", STRING)).isEqualTo(1);
    assertThat(id("a", STRING)).isEqualTo(1);
    assertThat(store.versions("a", true)).hasSize(1);
  }

  @Test
  void registeringAgainChangesNothing() {
    id("a", STRING);
    assertThat(Edits.register(store, "a", STRING).changes()).isEmpty();
  }

  @Test
  void aVersionNumberIsNeverGivenAgain() {
    // given
    id("a", STRING);
    done(Edits.deleteSubject(store, "a", false));
    // when
    id("a", STRING);
    // then
    assertThat(store.versions("a", false))
        .singleElement()
        .satisfies(v -> assertThat(v.version()).isEqualTo(2))
        .satisfies(v -> assertThat(v.id()).isEqualTo(1));
  }

  @Test
  void anIdIsNotGivenAgainAfterItsSchemaIsGone() {
    // given
    id("a", STRING);
    done(Edits.deleteSubject(store, "a", false));
    done(Edits.deleteSubject(store, "a", true));
    // when, then
    assertThat(store.subjects(true)).isEmpty();
    assertThat(id("a", INT)).isEqualTo(2);
  }

  @Test
  void aHiddenSchemaIsStillReadByItsId() {
    id("a", STRING);
    done(Edits.deleteSubject(store, "a", false));
    assertThat(Answers.byId(store, "1").schema()).isEqualTo("\"string\"");
    assertThat(store.subjects(false)).isEmpty();
    assertThat(store.subjects(true)).containsExactly("a");
  }

  @Test
  void deletingGoesByWayOfHiding() {
    id("a", STRING);
    refused(40405, () -> Edits.deleteSubject(store, "a", true));
    refused(40407, () -> Edits.deleteVersion(store, "a", "1", true));
    assertThat(done(Edits.deleteVersion(store, "a", "1", false))).isEqualTo(1);
    refused(40406, () -> Edits.deleteVersion(store, "a", "1", false));
    refused(40404, () -> Edits.deleteSubject(store, "a", false));
    assertThat(done(Edits.deleteSubject(store, "a", true))).isEqualTo(new JsonArray().add(1));
    refused(40401, () -> Edits.deleteSubject(store, "a", true));
  }

  @Test
  void anIncompatibleSchemaIsRefusedUnlessTheSubjectSaysOtherwise() {
    // given
    id("a", STRING);
    // when, then
    refused(409, () -> Edits.register(store, "a", INT));
    done(Edits.setLevel("a", new JsonObject().put("compatibility", "none")));
    assertThat(id("a", INT)).isEqualTo(2);
  }

  @Test
  void aReadOnlySubjectKeepsItsSchemas() {
    // given
    id("a", STRING);
    done(Edits.setMode(null, new JsonObject().put("mode", "READONLY")));
    // when, then
    refused(42205, () -> Edits.register(store, "b", STRING));
    refused(42205, () -> Edits.deleteSubject(store, "a", false));
    assertThat(id("a", STRING)).isEqualTo(1);
    done(Edits.setMode("b", new JsonObject().put("mode", "READWRITE")));
    assertThat(id("b", STRING)).isEqualTo(1);
  }

  @Test
  void aDeletedSubjectLosesItsLevel() {
    id("a", STRING);
    done(Edits.setLevel("a", new JsonObject().put("compatibility", "FULL")));
    done(Edits.deleteSubject(store, "a", false));
    assertThat(store.ownLevel("a")).isEmpty();
  }

  @Test
  void whatIsNoSchemaIsRefused() {
    refused(42201, () -> SubmittedSchema.parse("{\"type\":\"recrd\"}", false));
    refused(42201, () -> SubmittedSchema.of(new JsonObject(), false));
    refused(
        42201,
        () ->
            SubmittedSchema.of(
                new JsonObject().put("schema", "x").put("schemaType", "PROTOBUF"), false));
    refused(
        42201,
        () ->
            SubmittedSchema.of(
                new JsonObject().put("schema", "x").put("references", new JsonArray().add("y")),
                false));
  }

  private int id(String subject, SubmittedSchema schema) {
    return ((JsonObject) done(Edits.register(store, subject, schema))).getInteger("id");
  }

  private Object done(Edit edit) {
    store = store.with(edit.changes());
    return edit.answer();
  }

  private static void refused(int code, Runnable edit) {
    assertThatThrownBy(edit::run)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
