package io.sensorium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.worker.delivery.DeliveryConfig;
import io.sensorium.worker.http.ManagementConfig;
import io.sensorium.worker.serve.ServeSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

  @Test
  void hasADefaultForAllButThePipelineAndTheModels() {
    WorkerConfig config = parse("pipeline: p.yaml\nmodels: models\n");

    assertThat(config.kafka()).isEmpty();
    assertThat(config.runtime()).isEqualTo(RuntimeConfig.standard());
    assertThat(config.delivery()).isEqualTo(DeliveryConfig.standard());
    assertThat(config.management().port()).isNull();
    assertThat(config.startWithin()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theManagementPortIsThisMachinesOwnUnlessSaidOtherwise() {
    ManagementConfig own = management("port: 8000");
    assertThat(own.port()).isEqualTo(8000);
    assertThat(own.host()).isEqualTo("127.0.0.1");
    assertThat(own.modelsControl()).isTrue();
    assertThat(own.bodyLimit().bytes()).isEqualTo(16 << 20);
    assertThat(own.serving()).isEqualTo(ServeSettings.DEFAULT);

    assertThat(management("{ port: 0, host: 0.0.0.0 }").modelsControl()).isFalse();
    assertThat(management("{ port: 0, host: 0.0.0.0, models-control: true }").modelsControl())
        .isTrue();
    assertThatThrownBy(() -> management("port: 70000"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a port from 0 to 65535, found 70000");
    assertThatThrownBy(() -> management("{ body-limit: 1MiB, max-buffered: 1KiB }"))
        .hasMessageContaining("max-buffered of at least as much");
    assertThatThrownBy(() -> management("sessions: 0")).hasMessageContaining("sessions");
    assertThatThrownBy(() -> management("ports: 1")).hasMessageContaining("management.ports");
  }

  @Test
  void takesWhatTheFileSays() {
    WorkerConfig config =
        parse(
            """
            pipeline: p.yaml
            models: models
            kafka: { bootstrap.servers: "kafka:9092" }
            runtime: { provider: CUDA, sessions: 2, variants: [fp16] }
            delivery: { commit-interval: 5ms, max-in-flight: 32, window: 16MiB }
            start-within: 2m
            """);

    assertThat(config.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
    assertThat(config.runtime().provider()).isEqualTo("cuda");
    assertThat(config.runtime().variants()).containsExactly("fp16");
    assertThat(config.delivery().commitInterval()).isEqualTo(Duration.ofMillis(5));
    assertThat(config.delivery().maxInFlight()).isEqualTo(32);
    assertThat(config.delivery().window().bytes()).isEqualTo(16 << 20);
    assertThat(config.delivery().recordsPerTransaction()).isEqualTo(500);
    assertThat(config.startWithin()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> parse("models: models\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pipeline file");
    assertThatThrownBy(() -> parse("pipeline: p\nmodels: m\nruntime: { provider: rocm }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("auto, cpu, cuda or tensorrt")
        .hasMessageContaining("rocm");
    assertThatThrownBy(() -> parse("pipeline: p\nmodels: m\ndelivery: { max-in-flight: 0 }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max-in-flight");
    assertThatThrownBy(() -> parse("pipeline: p\nmodels: m\nbatch: 3\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("batch");
  }

  private static ManagementConfig management(String yaml) {
    String section = yaml.startsWith("{") ? yaml : "{ " + yaml + " }";
    return parse("pipeline: p\nmodels: m\nmanagement: " + section + "\n").management();
  }

  private static WorkerConfig parse(String yaml) {
    return ConfigReader.parse("worker.yaml", yaml, WorkerConfig.class, Map.of());
  }
}
