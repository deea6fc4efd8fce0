package io.sensorium.deploy.registry;

import org.jspecify.annotations.Nullable;

/** One record of the log: the registry's state is what its changes make of nothing. */
sealed interface Change {

  /** A version written, hidden or shown again. */
  record Written(SchemaVersion version) implements Change {}

  /** A version gone for good. */
  record Removed(String subject, int version) implements Change {}

  /** All versions up to one hidden; other registries write it, this one only reads it. */
  record SubjectHidden(String subject, int upTo) implements Change {}

  /**
   * A compatibility level set, or taken back where {@code level} is null.
   *
   * @param subject null for all subjects
   */
  record LevelSet(@Nullable String subject, @Nullable Compatibility level) implements Change {}

  /**
   * A mode set, or taken back where {@code mode} is null.
   *
   * @param subject null for all subjects
   */
  record ModeSet(@Nullable String subject, @Nullable Mode mode) implements Change {}

  /** Ids up to this one are taken, though the schemas may be gone: they stand in records. */
  record IdsTaken(int upTo) implements Change {}
}
