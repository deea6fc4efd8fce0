package io.sensorium.worker.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ShareReaderTest {
  private final ReaderFixture worker = new ReaderFixture();

  @Test
  void acceptsAMomentOnlyOnceItsPredictionIsOnTheBroker() {
    worker.consumer.offer(7, 1);
    worker.turn();

    worker.answer(7, ReaderFixture.prediction());
    worker.turn();
    assertThat(worker.consumer.acknowledged).isEmpty();
    worker.sent();
    worker.turn();

    assertThat(worker.consumer.acknowledged).containsExactly("7 ACCEPT");
    assertThat(worker.counted).containsExactly("taken", "answered");
    assertThat(worker.reader.inFlight()).isZero();
  }

  @Test
  void acknowledgesEachAsItIsDoneAndAcquiresMoreOnceAllAre() {
    worker.consumer.offer(1, 1);
    worker.consumer.offer(2, 1);
    worker.turn();
    worker.consumer.offer(3, 1);
    worker.answer(2, ReaderFixture.prediction());
    worker.turn();
    worker.sent();
    worker.turn();
    assertThat(worker.consumer.acknowledged).containsExactly("2 ACCEPT");
    worker.turn();
    assertThat(worker.begun).containsExactly(1L, 2L);

    worker.answer(1, ReaderFixture.prediction());
    worker.turn();
    worker.sent();
    worker.turn();
    worker.turn();

    assertThat(worker.consumer.acknowledged).containsExactly("2 ACCEPT", "1 ACCEPT");
    assertThat(worker.begun).containsExactly(1L, 2L, 3L);
  }

  @Test
  void givesBackWhatFailedUntilItsLastTryAndThenRejectsItBehindADeadLetter() {
    worker.consumer.offer(7, ReaderFixture.MAX_TRIES - 1);
    worker.turn();
    worker.answer(7, ReaderFixture.deadLetter(true));
    worker.turn();
    assertThat(worker.consumer.acknowledged).containsExactly("7 RELEASE");
    assertThat(worker.sending).isEmpty();

    worker.consumer.offer(7, ReaderFixture.MAX_TRIES);
    worker.turn();
    worker.answer(7, ReaderFixture.deadLetter(true));
    worker.turn();
    worker.sent();
    worker.turn();

    assertThat(worker.consumer.acknowledged).containsExactly("7 RELEASE", "7 REJECT");
    assertThat(worker.counted).containsExactly("taken", "released", "taken", "answered");
  }

  @Test
  void doesNotTryAgainWhatIsTheMomentsOwnFault() {
    worker.consumer.offer(7, 1);
    worker.turn();

    worker.answer(7, ReaderFixture.deadLetter(false));
    worker.turn();
    worker.sent();
    worker.turn();

    assertThat(worker.consumer.acknowledged).containsExactly("7 REJECT");
  }

  @Test
  void givesBackWhatCouldNotBePublishedOrWasGivenUpOnItsWay() {
    worker.consumer.offer(1, 1);
    worker.turn();
    worker.answer(1, ReaderFixture.prediction());
    worker.turn();
    worker.sending.remove(0).accept(new TimeoutException("no broker"));
    worker.turn();
    worker.pass(Duration.ofSeconds(1));
    worker.consumer.offer(2, 1);
    worker.turn();
    worker.working.get(2L).cancel(false);
    worker.turn();

    assertThat(worker.consumer.acknowledged).containsExactly("1 RELEASE", "2 RELEASE");
  }
}
