package io.sensorium.deploy.registry;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request changes, from the state alone. All methods throw {@link Refused} where it
 * may not be.
 */
final class Edits {
  private Edits() {}

  /** Registers a schema under a subject; a schema that is there already stays as it is. */
  static Edit register(SchemaStore store, String subject, SubmittedSchema submitted) {
    List<SchemaVersion> versions = store.versions(subject, false);
    Optional<SchemaVersion> same =
        versions.stream().filter(v -> v.schema().equals(submitted.text())).findFirst();
    if (same.isPresent()) {
      return new Edit(new JsonObject().put("id", same.get().id()), List.of());
    }
    requireWritable(store, subject);
    List<Schema> earlier =
        versions.stream().map(v -> SubmittedSchema.parse(v.schema(), false).schema()).toList();
    List<String> problems = store.level(subject).problems(submitted.schema(), earlier);
    if (!problems.isEmpty()) {
      throw Refused.incompatible(subject, problems);
    }
    int last =
        store.versions(subject, true).stream().mapToInt(SchemaVersion::version).max().orElse(0);
    int id = store.idFor(submitted.text());
    SchemaVersion next = new SchemaVersion(subject, last + 1, id, submitted.text(), false);
    return new Edit(new JsonObject().put("id", id), List.of(new Change.Written(next)));
  }

  /** Hides all versions of a subject, or removes the hidden ones for good. */
  static Edit deleteSubject(SchemaStore store, String subject, boolean permanent) {
    requireWritable(store, subject);
    List<SchemaVersion> all = store.versions(subject, true);
    List<SchemaVersion> shown = store.versions(subject, false);
    if (all.isEmpty()) {
      throw Refused.subjectNotFound(subject);
    }
    if (permanent && !shown.isEmpty()) {
      throw Refused.subjectNotSoftDeleted(subject);
    }
    if (!permanent && shown.isEmpty()) {
      throw Refused.subjectSoftDeleted(subject);
    }
    List<Change> changes = new ArrayList<>();
    List<SchemaVersion> concerned = permanent ? all : shown;
    if (permanent) {
      changes.add(new Change.IdsTaken(store.highestId()));
    } else {
      store.ownLevel(subject).ifPresent(l -> changes.add(new Change.LevelSet(subject, null)));
      store.ownMode(subject).ifPresent(m -> changes.add(new Change.ModeSet(subject, null)));
    }
    concerned.forEach(
        v ->
            changes.add(
                permanent
                    ? new Change.Removed(subject, v.version())
                    : new Change.Written(v.asDeleted())));
    return new Edit(Answers.numbers(concerned), changes);
  }

  /** Hides one version, or removes it for good if it is hidden. */
  static Edit deleteVersion(SchemaStore store, String subject, String version, boolean permanent) {
    requireWritable(store, subject);
    SchemaVersion found = Answers.find(store, subject, version, true);
    if (permanent && !found.deleted()) {
      throw Refused.versionNotSoftDeleted(subject, found.version());
    }
    if (!permanent && found.deleted()) {
      throw Refused.versionSoftDeleted(subject, found.version());
    }
    List<Change> changes =
        permanent
            ? List.of(
                new Change.IdsTaken(store.highestId()),
                new Change.Removed(subject, found.version()))
            : List.of(new Change.Written(found.asDeleted()));
    return new Edit(found.version(), changes);
  }

  /** Sets the level of a subject, or of all where {@code subject} is null. */
  static Edit setLevel(@Nullable String subject, JsonObject body) {
    Compatibility level = Compatibility.named(String.valueOf(body.getValue("compatibility")));
    return new Edit(
        new JsonObject().put("compatibility", level.name()),
        List.of(new Change.LevelSet(subject, level)));
  }

  /** Takes a level back; answers with the one that was. */
  static Edit resetLevel(SchemaStore store, @Nullable String subject) {
    Compatibility was =
        subject == null
            ? store.level()
            : store.ownLevel(subject).orElseThrow(() -> Refused.noSubjectLevel(subject));
    return new Edit(
        new JsonObject().put("compatibilityLevel", was.name()),
        List.of(new Change.LevelSet(subject, null)));
  }

  /** Sets the mode of a subject, or of all where {@code subject} is null. */
  static Edit setMode(@Nullable String subject, JsonObject body) {
    Mode mode = Mode.named(String.valueOf(body.getValue("mode")));
    return new Edit(
        new JsonObject().put("mode", mode.name()), List.of(new Change.ModeSet(subject, mode)));
  }

  /** Takes a subject's mode back; answers with the one that was. */
  static Edit resetMode(SchemaStore store, String subject) {
    Mode was = store.ownMode(subject).orElseThrow(() -> Refused.noSubjectMode(subject));
    return new Edit(
        new JsonObject().put("mode", was.name()), List.of(new Change.ModeSet(subject, null)));
  }

  private static void requireWritable(SchemaStore store, String subject) {
    if (store.mode(subject) == Mode.READONLY) {
      throw Refused.readOnly(subject);
    }
  }
}
