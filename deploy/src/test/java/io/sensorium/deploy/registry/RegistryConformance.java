package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.serde.AvroSerde;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What any Confluent-compatible registry does, asked by Confluent's own client and by plain HTTP.
 * Subjects are new for each test, so that the order does not matter.
 */
abstract class RegistryConformance {
  static final String TICK =
      "{\"type\":\"record\",\"name\":\"Tick\",\"namespace\":\"d\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";
  static final String WITH_DEFAULT =
      TICK.replace("]}", ",{\"name\":\"q\",\"type\":\"int\",\"default\":0}]}");
  static final String WITHOUT_DEFAULT = TICK.replace("]}", ",{\"name\":\"z\",\"type\":\"int\"}]}");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final String subject = "s" + UUID.randomUUID().toString().substring(0, 8) + "-value";

  /** Where a registry is known to differ from Confluent's. */
  enum Departure {
    /** Answers 409 and not 404 where something must be hidden first, or is already. */
    A_WRONG_STEP_OF_DELETION_IS_A_CONFLICT,
    /** Says that a schema is incompatible, but not why. */
    NO_REASONS,
    /** Takes {@code normalize=true} and does not normalize. */
    DOES_NOT_NORMALIZE,
    /** Answers 404 and not 422 to a version that is no number. */
    A_WORD_IS_A_VERSION_NOT_FOUND,
    /** Answers with the global level where a subject has none of its own. */
    SUBJECTS_HAVE_THE_GLOBAL_LEVEL
  }

  /** Address of the registry under test. */
  abstract String url();

  Set<Departure> departures() {
    return Set.of();
  }

  private int statusOfWrongStep() {
    return departures().contains(Departure.A_WRONG_STEP_OF_DELETION_IS_A_CONFLICT) ? 409 : 404;
  }

  SchemaRegistryClient client() {
    return new CachedSchemaRegistryClient(url(), 100);
  }

  @Test
  void aSchemaIsFoundByItsIdItsVersionAndItsText() throws Exception {
    // given
    int id = client().register(subject, new AvroSchema(TICK));
    // when another client asks
    SchemaRegistryClient client = client();
    // then
    assertThat(client.getSchemaById(id).canonicalString()).isEqualTo(TICK);
    assertThat(client.getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
    assertThat(client.getSchemaMetadata(subject, 1).getSchema()).isEqualTo(TICK);
    assertThat(client.getId(subject, new AvroSchema(TICK))).isEqualTo(id);
    assertThat(client.getVersion(subject, new AvroSchema(TICK))).isEqualTo(1);
    assertThat(client.getAllSubjects()).contains(subject);
    assertThat(client.getAllSubjectsById(id)).contains(subject);
    assertThat(client.getAllVersionsById(id)).contains(new SubjectVersion(subject, 1));
    assertThat(get("/subjects/" + subject + "/versions/1/schema").body()).contains("Tick");
  }

  @Test
  void theSameSchemaHasTheSameIdInEverySubject() throws Exception {
    int id = client().register(subject, new AvroSchema(TICK));
    assertThat(client().register(subject, new AvroSchema(TICK))).isEqualTo(id);
    assertThat(client().register("other-" + subject, new AvroSchema(TICK))).isEqualTo(id);
    assertThat(client().getAllVersions(subject)).containsExactly(1);
  }

  @Test
  void whiteSpaceIsNoDifference() throws Exception {
    int id = client().register(subject, new AvroSchema(TICK));
    HttpResponse<String> response =
        post("/subjects/" + subject + "/versions", schema(TICK.replace(",", " ,\n ")));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(response.body()).getInteger("id")).isEqualTo(id);
  }

  @Test
  void normalizingMakesTheOrderOfPropertiesNoDifference() throws Exception {
    assumeThat(departures()).doesNotContain(Departure.DOES_NOT_NORMALIZE);
    // given
    String one =
        "{\"type\":\"record\",\"name\":\"Tick\",\"fields\":[{\"name\":\"id\",\"type\":{\"type\":\"string\",\"b\":1,\"a\":2}}]}";
    String two = one.replace("\"b\":1,\"a\":2", "\"a\":2,\"b\":1");
    int id = client().register(subject, new AvroSchema(one), true);
    // when, then
    assertThat(client().register(subject, new AvroSchema(two), true)).isEqualTo(id);
  }

  @Test
  void aCompatibleSchemaIsANewVersionAndAnIncompatibleOneIsRefused() throws Exception {
    // given
    SchemaRegistryClient client = client();
    int first = client.register(subject, new AvroSchema(TICK));
    // when
    int second = client.register(subject, new AvroSchema(WITH_DEFAULT));
    // then
    assertThat(second).isGreaterThan(first);
    assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
    refused(409, 409, () -> client.register(subject, new AvroSchema(WITHOUT_DEFAULT)));
    assertThat(client.testCompatibility(subject, new AvroSchema(TICK))).isTrue();
    assertThat(client.testCompatibility(subject, new AvroSchema(WITHOUT_DEFAULT))).isFalse();
    if (!departures().contains(Departure.NO_REASONS)) {
      assertThat(client.testCompatibilityVerbose(subject, new AvroSchema(WITHOUT_DEFAULT)))
          .anySatisfy(problem -> assertThat(problem).contains("z"));
    }
  }

  @Test
  void aSubjectsOwnLevelGoesBeforeTheGlobalOne() throws Exception {
    // given
    SchemaRegistryClient client = client();
    client.register(subject, new AvroSchema(TICK));
    boolean inherits = departures().contains(Departure.SUBJECTS_HAVE_THE_GLOBAL_LEVEL);
    assertThat(get("/config/" + subject).statusCode()).isEqualTo(inherits ? 200 : 404);
    // when
    assertThat(client.updateCompatibility(subject, "NONE")).isEqualTo("NONE");
    // then
    assertThat(client.getCompatibility(subject)).isEqualTo("NONE");
    assertThat(client.register(subject, new AvroSchema(WITHOUT_DEFAULT))).isPositive();
    client.deleteCompatibility(subject);
    if (!inherits) {
      refused(404, 40408, () -> client.getCompatibility(subject));
    }
    refused(422, 42203, () -> client.updateCompatibility(subject, "WRONG"));
  }

  @Test
  void whatIsNotThereIsNamedByItsCode() {
    SchemaRegistryClient client = client();
    refused(404, 40403, () -> client.getSchemaById(987_654));
    refused(404, 40401, () -> client.getLatestSchemaMetadata(subject));
    refused(404, 40401, () -> client.getAllVersions(subject));
    refused(404, 40401, () -> client.getId(subject, new AvroSchema(TICK)));
    refused(404, 40401, () -> client.deleteSubject(subject));
  }

  @Test
  void aVersionOrSchemaThatIsNotThereIsNamedByItsCode() throws Exception {
    SchemaRegistryClient client = client();
    client.register(subject, new AvroSchema(TICK));
    refused(404, 40402, () -> client.getSchemaMetadata(subject, 99));
    refused(404, 40403, () -> client.getId(subject, new AvroSchema(WITHOUT_DEFAULT)));
    HttpResponse<String> response = get("/subjects/" + subject + "/versions/abc");
    if (!departures().contains(Departure.A_WORD_IS_A_VERSION_NOT_FOUND)) {
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(new JsonObject(response.body()).getInteger("error_code")).isEqualTo(42202);
    }
  }

  @Test
  void anInvalidSchemaIsRefused() throws Exception {
    HttpResponse<String> response =
        post("/subjects/" + subject + "/versions", schema("{\"type\":\"recrd\"}"));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(new JsonObject(response.body()).getInteger("error_code")).isEqualTo(42201);
  }

  @Test
  void deletingHidesFirstAndRemovesThen() throws Exception {
    // given
    SchemaRegistryClient client = client();
    int id = client.register(subject, new AvroSchema(TICK));
    client.register(subject, new AvroSchema(WITH_DEFAULT));
    // when hidden
    refused(statusOfWrongStep(), 40405, () -> client.deleteSubject(subject, true));
    assertThat(client.deleteSubject(subject)).containsExactly(1, 2);
    // then
    assertThat(client().getAllSubjects()).doesNotContain(subject);
    assertThat(client().getAllSubjects(true)).contains(subject);
    assertThat(client().getSchemaById(id).canonicalString()).isEqualTo(TICK);
    refused(404, 40404, () -> client.deleteSubject(subject));
    // when removed
    assertThat(client.deleteSubject(subject, true)).containsExactly(1, 2);
    assertThat(client().getAllSubjects(true)).doesNotContain(subject);
  }

  @Test
  void oneVersionIsDeletedLikeASubject() throws Exception {
    SchemaRegistryClient client = client();
    client.register(subject, new AvroSchema(TICK));
    client.register(subject, new AvroSchema(WITH_DEFAULT));
    refused(statusOfWrongStep(), 40407, () -> client.deleteSchemaVersion(subject, "1", true));
    assertThat(client.deleteSchemaVersion(subject, "1")).isEqualTo(1);
    assertThat(client.getAllVersions(subject)).containsExactly(2);
    refused(statusOfWrongStep(), 40406, () -> client.deleteSchemaVersion(subject, "1"));
    assertThat(client.deleteSchemaVersion(subject, "1", true)).isEqualTo(1);
  }

  @Test
  void theServerSaysWhatItIs() throws Exception {
    assertThat(get("/schemas/types").body()).contains("AVRO");
    assertThat(get("/config").body()).contains("compatibilityLevel").contains("BACKWARD");
    assertThat(client().getMode()).isEqualTo("READWRITE");
    assertThat(get("/subjects").headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).contains("json"));
  }

  @Test
  void ourSerdeWritesAndReadsByIt() {
    // given
    Map<String, String> settings = Map.of("schema.registry.url", url());
    CameraFrame frame =
        new CameraFrame(
            "home", "door", "1", Instant.EPOCH, ImageEncoding.JPEG, ByteBuffer.wrap(new byte[9]));
    try (AvroSerde<CameraFrame> writer = AvroSerde.values(CameraFrame.class, settings);
        AvroSerde<CameraFrame> reader = AvroSerde.values(CameraFrame.class, settings)) {
      // when
      byte[] bytes = writer.serializer().serialize(subject, frame);
      // then
      assertThat(reader.deserializer().deserialize(subject, bytes)).isEqualTo(frame);
    }
  }

  static JsonObject schema(String schema) {
    return new JsonObject().put("schema", schema);
  }

  HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, JsonObject body) throws Exception {
    return send("POST", path, body.encode());
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return HTTP.send(
        request(path)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  static void refused(int status, int code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class,
            e ->
                assertThat(List.of(e.getStatus(), e.getErrorCode()))
                    .as(e.getMessage())
                    .containsExactly(status, code));
  }
}
