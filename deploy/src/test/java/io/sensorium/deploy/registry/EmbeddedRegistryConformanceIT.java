package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.sensorium.deploy.broker.EmbeddedBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryConformanceIT extends RegistryConformance {
  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data, 0);
    registry =
        EmbeddedRegistry.start(
            RegistrySettings.local(0, Map.of("bootstrap.servers", broker.bootstrapServers())));
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }

  @Override
  String url() {
    return registry.url();
  }

  @Test
  void manyWritersAtOnceGetOneIdForOneSchemaAndAnotherForAnother() throws Exception {
    // given
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Integer>> same = new ArrayList<>();
    List<Future<Integer>> different = new ArrayList<>();
    // when
    for (int i = 0; i < 16; i++) {
      String name = "T" + i;
      same.add(threads.submit(() -> client().register(subject, new AvroSchema(TICK))));
      different.add(
          threads.submit(
              () -> client().register(name + subject, new AvroSchema(TICK.replace("Tick", name)))));
    }
    // then
    assertThat(values(same)).hasSize(1);
    assertThat(values(different)).hasSize(16);
    assertThat(client().getAllVersions(subject)).containsExactly(1);
    threads.shutdown();
  }

  @Test
  void aModeIsSetAndTakenBack() throws Exception {
    assertThat(client().setMode("READONLY", subject)).isEqualTo("READONLY");
    refused(422, 42205, () -> client().register(subject, new AvroSchema(TICK)));
    assertThat(client().getMode(subject)).isEqualTo("READONLY");
    client().deleteMode(subject);
    refused(404, 40409, () -> client().getMode(subject));
    refused(422, 42204, () -> client().setMode("SOMETIMES", subject));
  }

  @Test
  void whatIsNotSupportedIsRefusedInWords() throws Exception {
    JsonObject reference =
        new JsonObject().put("name", "d.T").put("subject", "t").put("version", 1);
    HttpResponse<String> response =
        post(
            "/subjects/" + subject + "/versions",
            schema(TICK).put("references", new JsonArray().add(reference)));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("references").contains("not supported");
  }

  @Test
  void aBadRequestIsAnsweredInJson() throws Exception {
    String versions = "/subjects/" + subject + "/versions";
    assertThat(send("POST", versions, "not json").statusCode()).isEqualTo(400);
    assertThat(send("POST", versions, "[]").statusCode()).isEqualTo(400);
    assertThat(send("POST", versions, "").statusCode()).isEqualTo(400);
    assertThat(send("POST", versions, " ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(new JsonObject(get("/nowhere").body()).getInteger("error_code")).isEqualTo(404);
    assertThat(send("PATCH", "/subjects", "").statusCode()).isEqualTo(405);
    assertThat(get("/subjects/" + subject + "%2Fwith%20odd/versions").body())
        .contains(subject + "/with odd");
  }

  @Test
  void aSchemaNestedWithoutEndIsAnInvalidOne() throws Exception {
    String deep = "{\"type\":\"array\",\"items\":".repeat(20_000);
    assertThat(post("/subjects/" + subject + "/versions", schema(deep)).statusCode())
        .isEqualTo(422);
    assertThat(get("/subjects").statusCode()).isEqualTo(200);
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(
            () ->
                EmbeddedRegistry.start(
                    RegistrySettings.local(
                        registry.port(), Map.of("bootstrap.servers", broker.bootstrapServers()))))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("127.0.0.1:" + registry.port());
  }

  private static Set<Integer> values(List<Future<Integer>> futures) throws Exception {
    Set<Integer> values = new HashSet<>();
    for (Future<Integer> future : futures) {
      values.add(future.get());
    }
    return values;
  }
}
