package io.sensorium.deploy.registry;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from the state alone, as JSON. All methods throw {@link Refused} where there is
 * no answer.
 */
final class Answers {
  private Answers() {}

  /**
   * A version of a subject by its number, {@code latest} or {@code -1}.
   *
   * @param deleted whether hidden ones are found
   */
  static SchemaVersion find(SchemaStore store, String subject, String version, boolean deleted) {
    boolean latest = version.equals("latest") || version.equals("-1");
    int number = latest ? 0 : number(version);
    if (store.versions(subject, true).isEmpty()) {
      throw Refused.subjectNotFound(subject);
    }
    // "latest" is never a hidden one
    List<SchemaVersion> versions = store.versions(subject, deleted && !latest);
    if (latest) {
      if (versions.isEmpty()) {
        throw deleted ? Refused.versionNotFound(version) : Refused.subjectNotFound(subject);
      }
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(v -> v.version() == number)
        .findFirst()
        .orElseThrow(() -> Refused.versionNotFound(version));
  }

  private static int number(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the refusal says it
    }
    throw Refused.invalidVersion(version);
  }

  /** A version with its schema. */
  static JsonObject version(SchemaVersion version) {
    return new JsonObject()
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("schema", version.schema());
  }

  /** The numbers of a subject's versions. */
  static JsonArray versions(SchemaStore store, String subject, boolean deleted) {
    List<SchemaVersion> versions = store.versions(subject, deleted);
    if (versions.isEmpty()) {
      throw Refused.subjectNotFound(subject);
    }
    return numbers(versions);
  }

  static JsonArray numbers(List<SchemaVersion> versions) {
    return new JsonArray(versions.stream().map(SchemaVersion::version).toList());
  }

  /** Where a submitted schema stands in a subject. */
  static JsonObject lookUp(
      SchemaStore store, String subject, SubmittedSchema submitted, boolean deleted) {
    List<SchemaVersion> versions = store.versions(subject, deleted);
    if (versions.isEmpty()) {
      throw Refused.subjectNotFound(subject);
    }
    return versions.stream()
        .filter(v -> v.schema().equals(submitted.text()))
        .findFirst()
        .map(Answers::version)
        .orElseThrow(Refused::schemaNotFound);
  }

  /** The schema of an id, hidden or not: records with that id must stay readable. */
  static SchemaVersion byId(SchemaStore store, String id) {
    try {
      return store.byId(Integer.parseInt(id)).orElseThrow(() -> Refused.idNotFound(id));
    } catch (NumberFormatException e) {
      throw Refused.idNotFound(id);
    }
  }

  /** The versions that have an id. */
  static List<SchemaVersion> withId(SchemaStore store, String id, boolean deleted) {
    int number = byId(store, id).id();
    return store.all().filter(v -> v.id() == number && (deleted || !v.deleted())).toList();
  }

  /**
   * Whether a schema may follow.
   *
   * @param version the one version to compare with, or null for those that the level asks for
   */
  static JsonObject compatible(
      SchemaStore store,
      String subject,
      @Nullable String version,
      SubmittedSchema submitted,
      boolean verbose) {
    List<SchemaVersion> versions = store.versions(subject, false);
    List<SchemaVersion> others =
        version == null || (versions.isEmpty() && version.equals("latest"))
            ? versions
            : List.of(find(store, subject, version, false));
    List<Schema> earlier =
        others.stream().map(v -> SubmittedSchema.parse(v.schema(), false).schema()).toList();
    List<String> problems = store.level(subject).problems(submitted.schema(), earlier);
    JsonObject answer = new JsonObject().put("is_compatible", problems.isEmpty());
    return verbose ? answer.put("messages", new JsonArray(problems)) : answer;
  }
}
