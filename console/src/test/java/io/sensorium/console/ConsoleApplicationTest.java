package io.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.config.ConfigReader;
import io.sensorium.console.page.ConsoleEndpointException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleApplicationTest {
  private static final Map<String, String> AWAY =
      Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1");

  @Test
  void thePageIsThereWhileKafkaIsNotAndClosingDoesNotHang() {
    try (ConsoleApplication console =
        ConsoleApplication.start(ConsoleConfig.of(AWAY, "smart-home", 0))) {
      assertThat(console.httpPort()).isPositive();
    }
  }

  @Test
  void aPortInUseEndsTheStart() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  ConsoleApplication.start(
                      ConsoleConfig.of(AWAY, "smart-home", other.getLocalPort())))
          .isInstanceOf(ConsoleEndpointException.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort());
    }
  }

  @Test
  void aFileConfiguresIt() {
    ConsoleConfig config = parse("{ kafka: { a.b: c }, pipeline: driving, http: { port: 8080 } }");

    assertThat(config.pipeline()).isEqualTo("driving");
    assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8080));
    assertThatThrownBy(() -> parse("{ kafka: {} }"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pipeline");
    assertThatThrownBy(() -> parse("{ pipeline: p, http: { port: -1 } }"))
        .hasMessageContaining("from 0 to 65535");
  }

  private static ConsoleConfig parse(String yaml) {
    return ConfigReader.parse("console.yaml", yaml, ConsoleConfig.class, Map.of());
  }
}
