package io.sensorium.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.fusion.FusionConfig.Guarantee;
import io.sensorium.pipeline.Pipeline;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusionConfigTest {
  @TempDir private Path folder;

  @Test
  void readsWhatIsWrittenAndFillsInTheRest() {
    FusionConfig config =
        ConfigReader.parse(
            "test",
            """
            pipeline: home.yaml
            guarantee: at-least-once
            commit-interval: 20ms
            kafka: { bootstrap.servers: "there:9092" }
            """,
            FusionConfig.class,
            Map.of());

    assertThat(config.pipeline()).isEqualTo(Path.of("home.yaml"));
    assertThat(config.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
    assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(20));
    assertThat(config.threads()).isEqualTo(1);
    assertThat(config.probeAllowance()).isEqualTo(Duration.ofMillis(20));
    assertThat(config.kafka()).containsEntry("bootstrap.servers", "there:9092");
  }

  @Test
  void withoutAPipelineFileItSaysSo() {
    assertThatThrownBy(() -> ConfigReader.parse("test", "{}", FusionConfig.class, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected a pipeline file in key 'pipeline'");
  }

  @Test
  void withoutABrokerItSaysSoWithinTheLimit() throws Exception {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    String nowhere = "127.0.0.1:" + freePort;
    Admin admin = Admin.create(Map.of("bootstrap.servers", nowhere));
    Pipeline pipeline =
        Pipeline.parse(
            "test", "{pipeline: p, pace: {each: view}, inputs: {view: {modality: camera}}}");
    assertThatThrownBy(
            () -> new TopicCheck(admin, nowhere, Duration.ofMillis(200)).require(pipeline))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected a Kafka broker at " + nowhere + ", found none");
    admin.close(Duration.ZERO); // its calls would go on for a minute
  }

  @Test
  void settingsThatAreNoKafkaAreAnErrorInWords() throws Exception {
    Path pipeline = folder.resolve("p.yaml");
    Files.writeString(
        pipeline,
        """
        pipeline: p
        pace: { each: view }
        inputs: { view: { modality: camera } }
        """);

    assertThatThrownBy(() -> FusionApplication.start(FusionConfig.of(pipeline, Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected settings of a Kafka");
  }
}
