package io.sensorium.deploy.registry;

import java.util.List;

/** A request that the registry refuses, with the status and error code that clients know. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private Refused(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  static Refused badRequest(String message) {
    return new Refused(400, 400, message);
  }

  static Refused subjectNotFound(String subject) {
    return new Refused(404, 40401, "Subject '" + subject + "' not found.");
  }

  static Refused versionNotFound(String version) {
    return new Refused(404, 40402, "Version " + version + " not found.");
  }

  static Refused schemaNotFound() {
    return new Refused(404, 40403, "Schema not found");
  }

  static Refused idNotFound(String id) {
    return new Refused(404, 40403, "Schema " + id + " not found");
  }

  static Refused subjectSoftDeleted(String subject) {
    return new Refused(
        404,
        40404,
        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
  }

  static Refused subjectNotSoftDeleted(String subject) {
    return new Refused(
        404,
        40405,
        "Subject '" + subject + "' was not deleted first before being permanently deleted");
  }

  static Refused versionSoftDeleted(String subject, int version) {
    return new Refused(
        404,
        40406,
        "Subject '%s' Version %d was soft deleted. Set permanent=true to delete permanently"
            .formatted(subject, version));
  }

  static Refused versionNotSoftDeleted(String subject, int version) {
    return new Refused(
        404,
        40407,
        "Subject '%s' Version %d was not deleted first before being permanently deleted"
            .formatted(subject, version));
  }

  static Refused noSubjectLevel(String subject) {
    return new Refused(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static Refused noSubjectMode(String subject) {
    return new Refused(
        404, 40409, "Subject '" + subject + "' does not have subject-level mode configured");
  }

  static Refused incompatible(String subject, List<String> problems) {
    return new Refused(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
            .formatted(subject, problems));
  }

  static Refused invalidSchema(String why) {
    return new Refused(422, 42201, "Invalid schema: " + why);
  }

  static Refused invalidVersion(String version) {
    return new Refused(
        422,
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(version));
  }

  static Refused invalidLevel(String level) {
    return new Refused(
        422,
        42203,
        "Invalid compatibility level '%s'. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive"
            .formatted(level));
  }

  static Refused invalidMode(String mode) {
    return new Refused(
        422, 42204, "Invalid mode '" + mode + "'. Valid values are READWRITE and READONLY");
  }

  static Refused readOnly(String subject) {
    return new Refused(422, 42205, "Subject " + subject + " is in read-only mode");
  }
}
