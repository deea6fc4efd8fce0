package io.sensorium.worker.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a reader does with moments that it cannot finish at once. */
class ShareReaderHoldingTest {
  private final ReaderFixture worker = new ReaderFixture();

  @Test
  void renewsTheLocksOfWhatTakesLong() {
    worker.consumer.offer(7, 1);
    worker.turn();
    worker.pass(ReaderFixture.HALF_A_LOCK);
    worker.turn();
    assertThat(worker.consumer.acknowledged).containsExactly("7 RENEW");

    worker.answer(7, ReaderFixture.prediction());
    worker.turn();
    worker.sent();
    worker.turn();

    assertThat(worker.consumer.acknowledged).containsExactly("7 RENEW", "7 ACCEPT");
    assertThat(worker.begun).containsExactly(7L);
  }

  @Test
  void dropsAMomentWhoseLockIsLost() {
    worker.consumer.renewalFails = true;
    worker.consumer.offer(7, 1);
    worker.turn();
    worker.pass(ReaderFixture.HALF_A_LOCK);
    worker.turn();

    assertThat(worker.working.get(7L)).isCancelled();
    assertThat(worker.reader.inFlight()).isZero();
    worker.turn();
    assertThat(worker.consumer.acknowledged).containsExactly("7 RENEW");
  }

  @Test
  void holdsMomentsWhileTheRegistryIsAwayBecauseEachDeliveryCounts() {
    worker.registryDown = true;
    worker.consumer.offer(7, 1);
    worker.turn();
    worker.pass(ReaderFixture.HALF_A_LOCK);
    worker.turn();
    assertThat(worker.consumer.acknowledged).containsExactly("7 RENEW");
    assertThat(worker.begun).isEmpty();

    worker.registryDown = false;
    worker.pass(Duration.ofSeconds(10));
    worker.turn();

    assertThat(worker.begun).containsExactly(7L);
  }

  @Test
  void beginsWhatThereIsRoomForAndOneAtLeast() {
    for (long offset = 1; offset <= 4; offset++) {
      worker.consumer.offer(offset, 1);
    }
    worker.turn();
    assertThat(worker.begun).containsExactly(1L, 2L);

    worker.answer(1, ReaderFixture.deadLetter(false));
    worker.turn();
    worker.sent();
    worker.turn();
    worker.turn();

    assertThat(worker.begun).containsExactly(1L, 2L, 3L);
  }

  @Test
  void finishesWhatIsBegunAndGivesBackTheRestAtTheEnd() {
    for (long offset = 1; offset <= 3; offset++) {
      worker.consumer.offer(offset, 1);
    }
    worker.turn();
    worker.drainTurn();
    assertThat(worker.consumer.acknowledged).containsExactly("3 RELEASE");

    worker.answer(1, ReaderFixture.prediction());
    worker.drainTurn();
    worker.sent();
    worker.drainTurn();
    assertThat(worker.reader.inFlight()).isEqualTo(1);
    worker.reader.close();

    assertThat(worker.consumer.acknowledged).containsExactly("3 RELEASE", "1 ACCEPT", "2 RELEASE");
    assertThat(worker.consumer.closed).isTrue();
  }
}
