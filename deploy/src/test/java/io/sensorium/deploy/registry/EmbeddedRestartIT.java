package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.sensorium.deploy.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRestartIT {
  private static final AvroSchema INT = new AvroSchema("\"int\"");
  private static final AvroSchema STRING = new AvroSchema("\"string\"");
  private static final AvroSchema LONG = new AvroSchema("\"long\"");

  @TempDir Path data;

  @Test
  void schemasIdsAndSettingsSurviveARestartOnTheSameFolder() throws Exception {
    // given
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        EmbeddedRegistry registry = registry(broker)) {
      SchemaRegistryClient client = client(registry);
      client.register("a", INT);
      client.register("b", STRING);
      client.updateCompatibility("a", "FULL");
      client.deleteSubject("b");
      client.deleteSubject("b", true);
    }
    // when
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        EmbeddedRegistry registry = registry(broker)) {
      SchemaRegistryClient client = client(registry);
      // then
      assertThat(client.getAllSubjects()).containsExactly("a");
      assertThat(client.getSchemaById(1)).isEqualTo(INT);
      assertThat(client.getCompatibility("a")).isEqualTo("FULL");
      assertThat(client.register("a", INT)).isEqualTo(1);
      assertThat(client.register("c", LONG)).as("ids are not given again").isEqualTo(3);
    }
  }

  @Test
  void aRegistryTakesOverWhatAnotherAppendedMeanwhile() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        EmbeddedRegistry one = registry(broker);
        EmbeddedRegistry other = registry(broker)) {
      // given
      client(other).register("a", INT);
      // when a write makes the first one read on
      client(one).updateCompatibility("b", "NONE");
      // then
      assertThat(client(one).getId("a", INT)).isEqualTo(1);
    }
  }

  private static EmbeddedRegistry registry(EmbeddedBroker broker) {
    return EmbeddedRegistry.start(
        RegistrySettings.local(0, Map.of("bootstrap.servers", broker.bootstrapServers())));
  }

  private static SchemaRegistryClient client(EmbeddedRegistry registry) {
    return new CachedSchemaRegistryClient(registry.url(), 100);
  }
}
