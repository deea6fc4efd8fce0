package io.sensorium.deploy.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.config.ConfigReader;
import io.sensorium.console.ConsoleConfig;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.worker.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeFileTest {
  private static final Path FOLDER = Path.of("compose");
  private static final Map<String, Map<String, Object>> SERVICES = services();

  @Test
  void theFileHasKafkaTheRegistryTheTopicsAndTheServices() {
    assertThat(SERVICES)
        .containsOnlyKeys("kafka", "registry", "topics", "ingest", "fusion", "worker", "console");
    assertThat(SERVICES.get("kafka")).containsEntry("image", "apache/kafka:4.3.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "topics", "ingest", "fusion", "worker", "console"})
  void aServiceRunsItsCommandWithoutRights(String name) {
    Map<String, Object> service = SERVICES.get(name);
    assertThat((List<?>) service.get("command")).first().isEqualTo(name);
    assertThat(service)
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsKey("depends_on");
    assertThat((Map<?, ?>) service.get("environment"))
        .isEqualTo(
            Map.of(
                "SENSORIUM_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "SENSORIUM_KAFKA_SCHEMA_REGISTRY_URL", "http://registry:8081"));
  }

  @Test
  void whatIsDependedOnIsThere() {
    SERVICES.forEach(
        (name, service) -> {
          if (service.get("depends_on") instanceof Map<?, ?> needed) {
            assertThat(SERVICES.keySet()).as(name).containsAll(strings(needed.keySet()));
          }
        });
  }

  @Test
  void theConfigurationIsWhatTheServicesReadWithTheVariablesOfTheFile() {
    assertThat(read("ingest", IngestConfig.class).kafka())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("schema.registry.url", "http://registry:8081");
    assertThat(read("ingest", IngestConfig.class).simulator()).isNotNull();
    assertThat(read("fusion", FusionConfig.class).kafka()).containsKey("schema.registry.url");
    assertThat(read("worker", WorkerConfig.class).pipeline())
        .isEqualTo(read("fusion", FusionConfig.class).pipeline().toString());
    assertThat(read("console", ConsoleConfig.class).http().port()).isEqualTo(8080);
  }

  @Test
  void whatTheFileNamesInTheImageIsInTheScenarios() {
    Path pipeline = read("fusion", FusionConfig.class).pipeline();
    assertThat(pipeline).startsWithRaw(Path.of("/opt/sensorium/deploy"));
    assertThat(Path.of("/opt/sensorium/deploy").relativize(pipeline)).exists();
  }

  private static <R extends Record> R read(String service, Class<R> type) {
    Map<String, String> environment =
        Map.of(
            "SENSORIUM_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
            "SENSORIUM_KAFKA_SCHEMA_REGISTRY_URL", "http://registry:8081");
    return ConfigReader.read(FOLDER.resolve("config/" + service + ".yaml"), type, environment);
  }

  private static List<String> strings(Iterable<?> values) {
    List<String> strings = new ArrayList<>();
    values.forEach(value -> strings.add(String.valueOf(value)));
    return strings;
  }

  @SuppressWarnings("unchecked") // the schema of a compose file
  private static Map<String, Map<String, Object>> services() {
    try {
      Map<String, Object> file =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Files.readString(FOLDER.resolve("compose.yaml")));
      return (Map<String, Map<String, Object>>) file.get("services");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
