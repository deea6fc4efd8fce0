package io.sensorium.worker.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RegistryRetryTest {
  private final ArrayDeque<Runnable> due = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final RegistryRetry retry =
      new RegistryRetry(
          (work, pause) -> {
            due.add(work);
            pauses.add(pause);
          });

  @Test
  void triesAgainAfterLongerAndLongerPausesUntilTheRegistryAnswers() {
    int[] failuresLeft = {8};

    CompletableFuture<String> answer =
        retry.call(
            () -> {
              if (failuresLeft[0]-- > 0) {
                throw new RegistryUnavailableException("connection refused", null);
              }
              return "schema";
            });
    while (!due.isEmpty()) {
      assertThat(answer).isNotDone();
      due.remove().run();
    }

    assertThat(answer).isCompletedWithValue("schema");
    assertThat(pauses.stream().map(Duration::toMillis))
        .containsExactly(0L, 250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
  }

  @Test
  void doesNotRepeatWhatFailsOtherwise() {
    CompletableFuture<String> answer =
        retry.call(
            () -> {
              throw new IllegalArgumentException("bad");
            });
    due.remove().run();

    assertThat(answer).isCompletedExceptionally();
    assertThat(due).isEmpty();
  }
}
