package io.sensorium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.worker.delivery.DeliveryConfig;
import io.sensorium.worker.graph.QueuePolicy;
import io.sensorium.worker.http.ManagementConfig;
import io.sensorium.worker.rollout.RollBackConfig;
import io.sensorium.worker.rollout.RolloutConfig;
import io.sensorium.worker.serve.ServeSettings;
import io.sensorium.worker.share.ShareConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

  @Test
  void hasADefaultForAllButThePipelineAndTheModels() {
    WorkerConfig config = parse("pipeline: p.yaml\nmodels: models\n");

    assertThat(config.kafka()).isEmpty();
    assertThat(config.runtime()).isEqualTo(RuntimeConfig.standard());
    assertThat(config.delivery()).isEqualTo(DeliveryConfig.standard());
    assertThat(config.queue()).isEqualTo(QueueConfig.standard());
    assertThat(config.rollout()).isEqualTo(RolloutConfig.standard());
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
            queue:
              deadline: 500ms
              on-deadline: predict-partial
              shed: oldest
              shed-to: count
              capacity: 20
              priority: [ { sites: "ward-*", level: 1 } ]
            delivery: { commit-interval: 5ms, max-in-flight: 32, window: 16MiB }
            rollout:
              watch: none
              warm-up: false
              roll-back: { within: 1m, failures: 0.5 }
              canary: { model: scene, version: "2", share: 0.1 }
            start-within: 2m
            """);

    assertThat(config.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
    assertThat(config.runtime().provider()).isEqualTo("cuda");
    assertThat(config.runtime().variants()).containsExactly("fp16");
    assertThat(config.delivery().commitInterval()).isEqualTo(Duration.ofMillis(5));
    assertThat(config.delivery().maxInFlight()).isEqualTo(32);
    assertThat(config.delivery().window().bytes()).isEqualTo(16 << 20);
    assertThat(config.delivery().recordsPerTransaction()).isEqualTo(500);
    assertThat(config.rollout())
        .isEqualTo(
            new RolloutConfig(
                "none",
                Duration.ofSeconds(5),
                false,
                new RollBackConfig(Duration.ofMinutes(1), 50, 0.5),
                new RolloutConfig.CanaryConfig("scene", "2", 0.1),
                null));
    assertThat(config.startWithin()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.queue().policy())
        .isEqualTo(
            new QueuePolicy(
                20,
                Duration.ofMillis(500),
                QueuePolicy.OnDeadline.PREDICT_PARTIAL,
                QueuePolicy.Shed.OLDEST,
                false,
                List.of(new QueuePolicy.Level("ward-*", 1))));
  }

  @Test
  void keepsLessFromOthersInAShareGroup() {
    DeliveryConfig standard =
        parse("pipeline: p\nmodels: m\ndelivery: { mode: shared }\n").delivery();
    DeliveryConfig own =
        parse(
                "pipeline: p\n"
                    + "models: m\n"
                    + "delivery: { mode: shared, max-in-flight: 4, shared: { readers: 4, max-tries:"
                    + " 3, lock: 15s } }\n")
            .delivery();

    assertThat(standard.mode()).isEqualTo(DeliveryConfig.Mode.SHARED);
    assertThat(standard.maxInFlight()).isEqualTo(16);
    assertThat(standard.shared()).isEqualTo(ShareConfig.standard());
    assertThat(own.shared()).isEqualTo(new ShareConfig(4, 3, Duration.ofSeconds(15)));
    assertThatThrownBy(
            () -> parse("pipeline: p\nmodels: m\ndelivery: { mode: shared, max-in-flight: 1 }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("each of the 2 readers");
    assertThatThrownBy(() -> parse("pipeline: p\nmodels: m\ndelivery: { mode: twice }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("delivery.mode");
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
    assertThatThrownBy(() -> parse("pipeline: p\nmodels: m\nqueue: { shed: most }\n"))
        .hasMessageContaining("expected one of [none, oldest, newest] in queue.shed, found 'most'");
    assertThatThrownBy(
            () -> parse("pipeline: p\nmodels: m\nqueue: { shed: oldest, capacity: 1024 }\n"))
        .hasMessageContaining("below delivery.max-in-flight (1024), found 1024");
    assertThatThrownBy(
            () -> parse("pipeline: p\nmodels: m\nqueue: { priority: [ { sites: a } ] }\n"))
        .hasMessageContaining("'sites' and 'level'");
    assertThatThrownBy(() -> parse("pipeline: p\nmodels: m\nrollout: { watch: inotify }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("poll or none, found 'inotify'");
    assertThatThrownBy(
            () -> parse("pipeline: p\nmodels: m\nrollout: { shadow: { model: scene } }\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rollout.shadow");
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
