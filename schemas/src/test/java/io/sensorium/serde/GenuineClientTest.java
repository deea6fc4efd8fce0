package io.sensorium.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sensorium.event.CameraFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.AuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings as Confluent's own client takes them to a server. */
class GenuineClientTest {
  private final List<String> credentials = new CopyOnWriteArrayList<>();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          int status = statuses.isEmpty() ? 200 : statuses.remove(0);
          String body =
              status == 200
                  ? "{\"id\":42}"
                  : "{\"error_code\":%d,\"message\":\"told to\"}".formatted(status * 100 + 1);
          exchange.sendResponseHeaders(status, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void userAndPasswordAreSent() {
    byte[] bytes =
        serialize(
            "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:secret");
    assertThat(bytes).startsWith(0, 0, 0, 0, 42);
    assertThat(credentials).containsExactly("Basic YW5uOnNlY3JldA==");
  }

  @Test
  void aTokenIsSent() {
    serialize("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken");
    assertThat(credentials).containsExactly("Bearer t0ken");
  }

  @Test
  void aBusyServerIsAskedAgain() {
    statuses.addAll(List.of(503, 429));
    assertThat(serialize()).startsWith(0, 0, 0, 0, 42);
    assertThat(credentials).hasSize(3);
  }

  @Test
  void aServerThatKnowsNobodyIsNotAskedAgain() {
    statuses.add(401);
    assertThatThrownBy(this::serialize)
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("basic.auth.user.info");
    assertThat(credentials).hasSize(1);
  }

  @Test
  void theNextAddressIsTriedWhereOneDoesNotAnswer() {
    int port = server.getAddress().getPort();
    assertThat(serialize("schema.registry.url", "http://127.0.0.1:1,http://127.0.0.1:" + port))
        .startsWith(0, 0, 0, 0, 42);
  }

  private byte[] serialize(String... settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort());
    all.put("retries.wait.ms", 1);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    try (AvroSerializer<CameraFrame> serializer = new AvroSerializer<>()) {
      serializer.configure(all, false);
      return serializer.serialize("camera.frames", Fixture.frame(10));
    }
  }
}
