package io.sensorium.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.clock.ClockFigures;
import io.sensorium.fusion.stream.FusionCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionMetricsTest {
  private static final FusionCounts COUNTS =
      new FusionCounts(
          Map.of("camera", 7L, "audio", 0L, "text", 0L),
          0,
          5,
          1,
          Map.of("clock-reset", 2L),
          0,
          6,
          3,
          new ClockFigures(4, 250_000, 80_000),
          1);

  @Test
  void figuresAreServedToPrometheus() throws Exception {
    try (HealthEndpoint endpoint = HealthEndpoint.start(0)) {
      endpoint.metrics(new FusionMetrics(() -> COUNTS));

      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().lines())
          .contains(
              "sensorium_fusion_events_total{modality=\"camera\"} 7.0",
              "sensorium_fusion_dropped_total{reason=\"clock-reset\"} 2.0",
              "sensorium_fusion_moments_total 5.0",
              "sensorium_fusion_open_moments 1.0",
              "sensorium_fusion_overtaken_total 6.0",
              "sensorium_fusion_buffered_events 3.0",
              "sensorium_fusion_clock_alarms_total 1.0",
              "sensorium_fusion_clock_sensors 4.0",
              "sensorium_fusion_clock_largest_skew_seconds 0.25",
              "sensorium_fusion_clock_largest_drift_ratio 8.0E-5");
    }
  }
}
