package io.sensorium.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.workload.Net;
import io.sensorium.worker.tensor.ModelSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PausingModelTest {
  @Test
  void a_run_takes_its_time_and_gives_a_row_of_scores() {
    try (ModelSession session = new PausingModel(Duration.ofMillis(5)).load(Path.of("any"))) {
      long began = System.nanoTime();
      var outputs = session.run(Map.of(), Set.of(Net.OUTPUT));

      assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(5_000_000);
      assertThat(outputs.get(Net.OUTPUT).dims()).containsExactly(1L, 10L);
    }
  }
}
