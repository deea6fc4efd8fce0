package io.sensorium.serde;

import com.google.common.base.Ticker;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry as the serde needs it: every answer cached, every question asked once at a
 * time and again where that helps. Thread-safe; methods block on the network on a first use.
 *
 * <p>All methods throw {@link SerializationException} where the registry says that the schema, id
 * or subject is bad, {@link RegistryUnavailableException} where it does not answer, {@link
 * AuthenticationException} or {@link AuthorizationException} where it refuses the caller, and
 * {@link InvalidConfigurationException} where the address is not a registry's.
 */
final class CachedRegistry implements AutoCloseable {
  private static final int CACHE_SIZE = 1_000;

  /** A schema under a subject. */
  record Registered(int id, Schema schema) {}

  private record SubjectSchema(String subject, Schema schema) {}

  private final SchemaRegistryClient client;
  private final RegistryRequests requests;
  private final boolean normalize;
  private final AnswerCache<Integer, Schema> schemas;
  private final AnswerCache<SubjectSchema, Integer> ids;
  private final AnswerCache<String, Registered> latest;

  CachedRegistry(
      SerdeConfig config, SchemaRegistryClient client, RegistryRequests requests, Ticker ticker) {
    this.client = client;
    this.requests = requests;
    this.normalize = config.normalize();
    schemas = new AnswerCache<>(CACHE_SIZE, null, config.refusalsFor(), ticker);
    ids = new AnswerCache<>(CACHE_SIZE, null, config.refusalsFor(), ticker);
    latest = new AnswerCache<>(CACHE_SIZE, config.latestFor(), config.refusalsFor(), ticker);
  }

  /** Opens the registry of the settings; sends nothing yet. */
  static CachedRegistry open(SerdeConfig config) {
    SchemaRegistryClient client =
        SchemaRegistryClientFactory.newClient(
            config.urls(),
            CACHE_SIZE,
            List.of(new AvroSchemaProvider()),
            config.client(),
            Map.of());
    RegistryRequests requests =
        new RegistryRequests(
            config.registry(),
            config.retries(),
            pause -> Thread.sleep(pause.toMillis()),
            new SecureRandom());
    return new CachedRegistry(config, client, requests, Ticker.systemTicker());
  }

  /** The schema of an id. */
  Schema schema(int id) {
    return schemas.get(
        id,
        () ->
            answer(
                "find schema id " + id,
                () -> {
                  if (client.getSchemaById(id).rawSchema() instanceof Schema schema) {
                    return schema;
                  }
                  throw new SerializationException("Schema id " + id + " is not an Avro schema");
                }));
  }

  /** Registers a schema under a subject, if it is not there; its id. */
  int register(String subject, Schema schema) {
    return ids.get(
        new SubjectSchema(subject, schema),
        () ->
            answer(
                "register %s under subject %s".formatted(schema.getFullName(), subject),
                () -> client.register(subject, new AvroSchema(schema), normalize)));
  }

  /** The id of a schema that is registered under a subject. */
  int find(String subject, Schema schema) {
    return ids.get(
        new SubjectSchema(subject, schema),
        () ->
            answer(
                "find %s under subject %s".formatted(schema.getFullName(), subject),
                () -> client.getId(subject, new AvroSchema(schema), normalize)));
  }

  /** The newest schema of a subject. */
  Registered latest(String subject) {
    return latest.get(
        subject,
        () ->
            answer(
                "find the latest schema of subject " + subject,
                () -> {
                  SchemaMetadata found = client.getLatestSchemaMetadata(subject);
                  return new Registered(found.getId(), schema(found.getId()));
                }));
  }

  private <T> T answer(String what, RegistryRequests.Request<T> request) {
    try {
      return requests.send(what, request);
    } catch (RestClientException e) {
      throw refused(what, e);
    }
  }

  private RuntimeException refused(String what, RestClientException e) {
    String message =
        "Schema registry %s refused to %s: %s".formatted(requests.registry(), what, e.getMessage());
    return switch (e.getStatus()) {
      case 401 ->
          new AuthenticationException(
              message + ". Check basic.auth.user.info or bearer.auth.token.", e);
      case 403 -> new AuthorizationException(message, e);
      case 409, 422 -> new SerializationException(message, e);
      default ->
          e.getErrorCode() / 100 == 404
              ? new SerializationException(message, e)
              : new InvalidConfigurationException(
                  message + ". Check that schema.registry.url is a schema registry's address.", e);
    };
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
