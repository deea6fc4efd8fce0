package io.sensorium.fusion.stream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.serde.RegistryUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger paused = new AtomicInteger();

  @Test
  void asksAgainUntilTheRegistryAnswers() {
    String answer = patience(false).ask(() -> answerAfter(3));

    assertThat(answer).isEqualTo("answer");
    assertThat(paused).hasValue(2);
  }

  @Test
  void letsTheFailureThroughAfterTheLastAttempt() {
    assertThatThrownBy(() -> patience(false).ask(() -> answerAfter(99)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(asked).hasValue(5);
  }

  @Test
  void doesNotHoldUpAnApplicationThatCloses() {
    assertThatThrownBy(() -> patience(true).ask(() -> answerAfter(2)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(paused).hasValue(0);
  }

  @Test
  void aBadRecordIsNotAskedAboutAgain() {
    assertThatThrownBy(
            () ->
                patience(false)
                    .ask(
                        () -> {
                          asked.incrementAndGet();
                          throw new SerializationException("bad");
                        }))
        .hasMessage("bad");
    assertThat(asked).hasValue(1);
  }

  private RegistryPatience patience(boolean closing) {
    return new RegistryPatience(5, time -> paused.incrementAndGet(), () -> closing);
  }

  private String answerAfter(int attempts) {
    if (asked.incrementAndGet() < attempts) {
      throw new RegistryUnavailableException("away", null);
    }
    return "answer";
  }
}
