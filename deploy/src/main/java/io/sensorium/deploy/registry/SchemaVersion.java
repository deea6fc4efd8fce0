package io.sensorium.deploy.registry;

/**
 * A schema as one version of a subject.
 *
 * @param version counts from 1 in its subject and is never given again
 * @param id the schema's number in the whole registry; the same text has the same id everywhere
 * @param schema the Avro schema's canonical JSON
 * @param deleted hidden, but still read by its id
 */
record SchemaVersion(String subject, int version, int id, String schema, boolean deleted) {
  SchemaVersion asDeleted() {
    return new SchemaVersion(subject, version, id, schema, true);
  }
}
