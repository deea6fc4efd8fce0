package io.sensorium.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

  @Test
  void aServiceIsLiveAtOnceAndReadyUntilItDrains() throws Exception {
    try (HealthEndpoint endpoint = HealthEndpoint.start(0)) {
      assertThat(status(endpoint, "/health/live")).isEqualTo(200);
      assertThat(status(endpoint, "/health/ready")).isEqualTo(503);
      endpoint.ready();
      assertThat(status(endpoint, "/health/ready")).isEqualTo(200);
      endpoint.draining();
      assertThat(status(endpoint, "/health/ready")).isEqualTo(503);
      assertThat(status(endpoint, "/health/live")).isEqualTo(200);
      assertThat(status(endpoint, "/health/live/more")).isEqualTo(404);
    }
  }

  @Test
  void aPortInUseIsNamed() {
    try (HealthEndpoint endpoint = HealthEndpoint.start(0)) {
      assertThatThrownBy(() -> HealthEndpoint.start(endpoint.port()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(Integer.toString(endpoint.port()));
    }
  }

  private static int status(HealthEndpoint endpoint, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
