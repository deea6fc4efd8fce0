package io.sensorium.deploy.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the registry knows at one instant. Immutable. */
final class SchemaStore {
  static final SchemaStore EMPTY =
      new SchemaStore(new TreeMap<>(), new HashMap<>(), new HashMap<>(), 0);

  private static final String ALL_SUBJECTS = "";

  private final NavigableMap<String, NavigableMap<Integer, SchemaVersion>> subjects;
  private final Map<String, Compatibility> levels;
  private final Map<String, Mode> modes;
  private final int highestId;

  private SchemaStore(
      NavigableMap<String, NavigableMap<Integer, SchemaVersion>> subjects,
      Map<String, Compatibility> levels,
      Map<String, Mode> modes,
      int highestId) {
    this.subjects = subjects;
    this.levels = levels;
    this.modes = modes;
    this.highestId = highestId;
  }

  /** The state after the changes. */
  SchemaStore with(Collection<Change> changes) {
    NavigableMap<String, NavigableMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
    this.subjects.forEach((subject, versions) -> subjects.put(subject, new TreeMap<>(versions)));
    Map<String, Compatibility> levels = new HashMap<>(this.levels);
    Map<String, Mode> modes = new HashMap<>(this.modes);
    int highestId = this.highestId;
    for (Change change : changes) {
      if (change instanceof Change.Written written) {
        SchemaVersion version = written.version();
        subjects
            .computeIfAbsent(version.subject(), s -> new TreeMap<>())
            .put(version.version(), version);
        highestId = Math.max(highestId, version.id());
      } else if (change instanceof Change.Removed removed) {
        remove(subjects, removed);
      } else if (change instanceof Change.SubjectHidden hidden) {
        subjects
            .getOrDefault(hidden.subject(), new TreeMap<>())
            .headMap(hidden.upTo(), true)
            .replaceAll((number, version) -> version.asDeleted());
      } else if (change instanceof Change.LevelSet set) {
        put(levels, set.subject(), set.level());
      } else if (change instanceof Change.ModeSet set) {
        put(modes, set.subject(), set.mode());
      } else if (change instanceof Change.IdsTaken taken) {
        highestId = Math.max(highestId, taken.upTo());
      }
    }
    return new SchemaStore(subjects, levels, modes, highestId);
  }

  private static void remove(
      Map<String, NavigableMap<Integer, SchemaVersion>> subjects, Change.Removed removed) {
    NavigableMap<Integer, SchemaVersion> versions = subjects.get(removed.subject());
    if (versions != null) {
      versions.remove(removed.version());
      if (versions.isEmpty()) {
        subjects.remove(removed.subject());
      }
    }
  }

  private static <V> void put(Map<String, V> map, @Nullable String subject, @Nullable V value) {
    String key = subject == null ? ALL_SUBJECTS : subject;
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /** Names of the subjects, sorted; with {@code deleted} also those with hidden versions only. */
  List<String> subjects(boolean deleted) {
    return subjects.keySet().stream()
        .filter(subject -> !versions(subject, deleted).isEmpty())
        .toList();
  }

  /** Versions of a subject, the oldest first; empty if there is none. */
  List<SchemaVersion> versions(String subject, boolean deleted) {
    return subjects.getOrDefault(subject, Collections.emptyNavigableMap()).values().stream()
        .filter(version -> deleted || !version.deleted())
        .toList();
  }

  /** All versions of all subjects, by subject and version. */
  Stream<SchemaVersion> all() {
    return subjects.values().stream().flatMap(versions -> versions.values().stream());
  }

  /** A schema by its id, hidden or not. */
  Optional<SchemaVersion> byId(int id) {
    return all().filter(version -> version.id() == id).findFirst();
  }

  /** The id of a schema's text, or the next one if nobody has registered it. */
  int idFor(String schema) {
    return all()
        .filter(version -> version.schema().equals(schema))
        .findFirst()
        .map(SchemaVersion::id)
        .orElse(highestId + 1);
  }

  int highestId() {
    return highestId;
  }

  /** The level that all subjects have unless they have one of their own. */
  Compatibility level() {
    return levels.getOrDefault(ALL_SUBJECTS, Compatibility.BACKWARD);
  }

  Optional<Compatibility> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  Compatibility level(String subject) {
    return ownLevel(subject).orElse(level());
  }

  Mode mode() {
    return modes.getOrDefault(ALL_SUBJECTS, Mode.READWRITE);
  }

  Optional<Mode> ownMode(String subject) {
    return Optional.ofNullable(modes.get(subject));
  }

  Mode mode(String subject) {
    return ownMode(subject).orElse(mode());
  }
}
