package io.sensorium.worker.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredTopicsTest {

  @Test
  void saysThatThereIsNoBrokerWithinTheTimeGiven() throws IOException {
    Map<String, String> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + closedPort());

    assertThatThrownBy(
            () ->
                RequiredTopics.await(
                    kafka, "home", Set.of("camera.frames"), Duration.ofMillis(300)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected a Kafka broker")
        .hasMessageContaining(kafka.get("bootstrap.servers"));
  }

  @Test
  void saysThatTheSettingsAreWrong() {
    assertThatThrownBy(() -> RequiredTopics.await(Map.of(), "home", Set.of(), Duration.ZERO))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrap.servers");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
