package io.sensorium.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigReaderTest {
  record Http(String host, int port) {}

  record Service(Map<String, String> kafka, Http http, Duration commitInterval, ByteSize window) {}

  private static final String YAML =
      """
      kafka: { bootstrap.servers: "broker:9092" }
      http: { host: localhost, port: 8080 }
      commit-interval: 100ms
      window: 64MiB
      """;

  @Test
  void keys_are_read_in_kebab_case_with_units() {
    Service service = ConfigReader.parse("s.yaml", YAML, Service.class, Map.of());

    assertThat(service.kafka()).containsEntry("bootstrap.servers", "broker:9092");
    assertThat(service.http()).isEqualTo(new Http("localhost", 8080));
    assertThat(service.commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(service.window()).isEqualTo(ByteSize.ofMebibytes(64));
  }

  @Test
  void the_environment_overrides_every_key_and_leaves_strangers_alone() {
    Map<String, String> environment =
        Map.of(
            "SENSORIUM_HTTP_PORT", "9000",
            "SENSORIUM_COMMIT_INTERVAL", "20ms",
            "SENSORIUM_KAFKA_BOOTSTRAP_SERVERS", "other:9092",
            "SENSORIUM_DATA", "somewhere",
            "PATH", "x");

    Service service = ConfigReader.parse("s.yaml", YAML, Service.class, environment);

    assertThat(service.http().port()).isEqualTo(9000);
    assertThat(service.commitInterval()).isEqualTo(Duration.ofMillis(20));
    assertThat(service.kafka()).containsOnly(Map.entry("bootstrap.servers", "other:9092"));
  }

  @Test
  void an_unknown_key_is_named_with_the_known_ones() {
    String yaml = YAML.replace("port:", "prot:");

    assertThatThrownBy(() -> ConfigReader.parse("s.yaml", yaml, Service.class, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("s.yaml: unknown key 'http.prot'. Expected one of: host, port");
  }

  record Strict(String pipeline) {
    Strict {
      if (pipeline == null) {
        throw new ConfigException("expected a pipeline");
      }
    }
  }

  @Test
  void a_misspelt_key_is_named_before_the_value_that_is_missing_because_of_it() {
    assertThatThrownBy(() -> ConfigReader.parse("s.yaml", "pipelin: x\n", Strict.class, Map.of()))
        .hasMessageContaining("unknown key 'pipelin'. Expected one of: pipeline");
  }

  @Test
  void a_key_given_twice_is_an_error() {
    assertThatThrownBy(
            () -> ConfigReader.parse("s.yaml", YAML + "window: 1MiB\n", Service.class, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("window");
  }

  @Test
  void a_value_that_does_not_fit_says_what_was_expected() {
    assertThatThrownBy(
            () ->
                ConfigReader.parse(
                    "s.yaml", YAML.replace("100ms", "soon"), Service.class, Map.of()))
        .hasMessageContaining("key 'commit-interval'")
        .hasMessageContaining("found 'soon'");
  }

  @Test
  void a_missing_file_is_said_to_be_missing() {
    assertThatThrownBy(() -> ConfigReader.read(Path.of("no-such.yaml"), Service.class, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no-such.yaml: expected a YAML file");
  }
}
