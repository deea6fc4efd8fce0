package io.sensorium.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.deploy.process.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person meets it: exit codes, and errors that say what to do. */
final class CommandIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void a_broker_that_is_not_there_is_said_within_seconds() throws Exception {
    try (JavaProcess topics = sensorium("topics", "check", "--bootstrap", "127.0.0.1:1")) {
      assertThat(topics.await(LIMIT)).isEqualTo(2);
      assertThat(topics.printed()).contains("expected a Kafka broker at 127.0.0.1:1, found none");
    }
  }

  @Test
  void an_unknown_key_in_a_configuration_is_named() throws Exception {
    Path config = Files.writeString(folder.resolve("worker.yaml"), "pipelin: x\n");

    try (JavaProcess worker = sensorium("worker", "--config", config.toString())) {
      assertThat(worker.await(LIMIT)).isEqualTo(2);
      assertThat(worker.printed()).contains("unknown key 'pipelin'").contains("pipeline");
    }
  }

  @Test
  void an_offset_without_its_partition_is_refused_before_anything_is_sent_back() throws Exception {
    try (JavaProcess replay =
        sensorium("dead-letters", "replay", "--pipeline", "smart-home", "--from-offset", "3")) {
      assertThat(replay.await(LIMIT)).isEqualTo(2);
      assertThat(replay.printed()).contains("expected --partition beside --from-offset");
    }
  }

  @Test
  void a_port_in_use_is_said_and_the_demo_ends() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        JavaProcess demo =
            sensorium("demo", "--for", "5s", "--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(demo.await(LIMIT)).as(demo.printed()).isEqualTo(2);
      assertThat(demo.printed()).contains(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void a_demo_that_is_interrupted_drains_sums_up_and_exits_with_0() throws Exception {
    Path json = folder.resolve("predictions.jsonl");
    try (JavaProcess demo = sensorium("demo", "--port", "0", "--json", json.toString())) {
      await("predictions")
          .atMost(LIMIT.toSeconds(), TimeUnit.SECONDS)
          .until(() -> demo.printed().contains("compute"));

      assertThat(demo.stop(LIMIT)).as(demo.printed()).isZero();

      assertThat(demo.printed()).contains("adds up").contains("resident memory");
      assertThat(Files.readAllLines(json))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("{\"moment_id\":"));
    }
  }

  private JavaProcess sensorium(String... arguments) throws IOException {
    return JavaProcess.start(
        folder.resolve("printed.log"), "512m", Main.class.getName(), arguments);
  }
}
