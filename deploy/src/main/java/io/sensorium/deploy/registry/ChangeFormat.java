package io.sensorium.deploy.registry;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes as records of the log, in the format of Confluent's registry, so that either can take
 * over the other's topic: a JSON key with a {@code keytype}, a JSON value, null where it is gone.
 */
final class ChangeFormat {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFormat.class);

  /** A record of the log; the value is null for what is gone. */
  record Encoded(String key, @Nullable String value) {}

  private ChangeFormat() {}

  static Encoded encode(Change change) {
    if (change instanceof Change.Written written) {
      SchemaVersion v = written.version();
      return encoded(
          versionKey(v.subject(), v.version()), Answers.version(v).put("deleted", v.deleted()));
    }
    if (change instanceof Change.Removed removed) {
      return encoded(versionKey(removed.subject(), removed.version()), null);
    }
    if (change instanceof Change.SubjectHidden hidden) {
      return encoded(
          key("DELETE_SUBJECT", hidden.subject(), 0),
          new JsonObject().put("subject", hidden.subject()).put("version", hidden.upTo()));
    }
    if (change instanceof Change.LevelSet set) {
      return encoded(key("CONFIG", set.subject(), 0), named("compatibilityLevel", set.level()));
    }
    if (change instanceof Change.ModeSet set) {
      return encoded(key("MODE", set.subject(), 0), named("mode", set.mode()));
    }
    Change.IdsTaken taken = (Change.IdsTaken) change;
    return encoded(
        new JsonObject().put("keytype", "NOOP").put("magic", 0),
        new JsonObject().put("maxId", taken.upTo()));
  }

  private static @Nullable JsonObject named(String field, @Nullable Enum<?> value) {
    return value == null ? null : new JsonObject().put(field, value.name());
  }

  private static JsonObject versionKey(String subject, int version) {
    return new JsonObject()
        .put("keytype", "SCHEMA")
        .put("subject", subject)
        .put("version", version)
        .put("magic", 1);
  }

  private static JsonObject key(String type, @Nullable String subject, int magic) {
    return new JsonObject().put("keytype", type).put("subject", subject).put("magic", magic);
  }

  private static Encoded encoded(JsonObject key, @Nullable JsonObject value) {
    return new Encoded(key.encode(), value == null ? null : value.encode());
  }

  /** The change of a record; empty, and logged, where it is none that this registry knows. */
  static Optional<Change> decode(@Nullable String key, @Nullable String value) {
    if (key == null) {
      return Optional.empty();
    }
    try {
      return decode(new JsonObject(key), value == null ? null : new JsonObject(value));
    } catch (DecodeException | ClassCastException | NullPointerException | Refused e) {
      LOG.warn("Skipping a record of the schema log that cannot be read: {}", e.toString());
      return Optional.empty();
    }
  }

  private static Optional<Change> decode(JsonObject key, @Nullable JsonObject value) {
    String subject = key.getString("subject");
    String type = key.getString("keytype", "");
    return switch (type) {
      case "SCHEMA" -> version(subject, key.getInteger("version"), value);
      case "DELETE_SUBJECT" ->
          value == null
              ? Optional.empty()
              : Optional.of(new Change.SubjectHidden(subject, value.getInteger("version")));
      case "CONFIG" -> {
        String level = value == null ? null : value.getString("compatibilityLevel");
        yield Optional.of(
            new Change.LevelSet(subject, level == null ? null : Compatibility.named(level)));
      }
      case "MODE" ->
          Optional.of(
              new Change.ModeSet(
                  subject, value == null ? null : Mode.named(value.getString("mode"))));
      case "NOOP" ->
          value == null || !value.containsKey("maxId")
              ? Optional.empty()
              : Optional.of(new Change.IdsTaken(value.getInteger("maxId")));
      default -> {
        LOG.warn("Skipping a record of the schema log of unknown type '{}'", type);
        yield Optional.empty();
      }
    };
  }

  private static Optional<Change> version(String subject, int version, @Nullable JsonObject value) {
    if (value == null) {
      return Optional.of(new Change.Removed(subject, version));
    }
    if (!value.getString("schemaType", "AVRO").equals("AVRO")
        || !value.getJsonArray("references", new JsonArray()).isEmpty()) {
      LOG.warn("Skipping version {} of subject {}: not Avro, or with references", version, subject);
      return Optional.of(new Change.IdsTaken(value.getInteger("id")));
    }
    return Optional.of(
        new Change.Written(
            new SchemaVersion(
                subject,
                version,
                value.getInteger("id"),
                value.getString("schema"),
                value.getBoolean("deleted", false))));
  }
}
