package io.sensorium.fusion.stream.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionReadingTest {
  private final PartitionReading reading = new PartitionReading(20);

  @Test
  void nothingIsKnownBeforeAnythingIsRead() {
    assertThat(reading.knownUpTo()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void whatWasFetchedAndNotHandedOnIsNotKnown() {
    reading.fetched(0, 1_000);
    reading.fetched(1, 1_500);
    reading.probed(2, 9_000);

    reading.processed(0, 1_000);

    assertThat(reading.knownUpTo()).isEqualTo(1_499);
  }

  @Test
  void anotherRecordMayArriveInTheMillisecondOfTheLast() {
    reading.fetched(0, 1_000);

    reading.processed(0, 1_000);

    assertThat(reading.knownUpTo()).isEqualTo(999);
  }

  @Test
  void aPartitionReadToItsEndIsKnownUpToTheQuestionLessTheAllowance() {
    reading.fetched(0, 1_000);
    reading.processed(0, 1_000);

    reading.probed(1, 5_000);

    assertThat(reading.knownUpTo()).isEqualTo(4_980);
  }

  @Test
  void anEndBehindTransactionMarkersIsReachedByThePositionAlone() {
    reading.fetched(0, 1_000);
    reading.processed(0, 1_000);
    reading.probed(3, 5_000);

    long before = reading.knownUpTo();
    boolean wanted = reading.wantsPosition();
    reading.position(3);

    assertThat(before).isEqualTo(999);
    assertThat(wanted).isTrue();
    assertThat(reading.knownUpTo()).isEqualTo(4_980);
    assertThat(reading.wantsPosition()).isFalse();
  }

  @Test
  void knowledgeIsNotLostWhenMoreIsFetched() {
    reading.position(0);
    reading.probed(0, 5_000);
    long known = reading.knownUpTo();

    reading.fetched(0, 4_990);

    assertThat(known).isEqualTo(4_980);
    assertThat(reading.knownUpTo()).isEqualTo(4_989);
  }

  @Test
  void aConsumerThatIsSetBackBeginsAnew() {
    for (int offset = 0; offset < 500; offset++) {
      reading.fetched(offset, 1_000 + offset);
    }
    for (int offset = 0; offset < 100; offset++) {
      reading.processed(offset, 1_000 + offset);
    }
    long before = reading.knownUpTo();

    reading.fetched(50, 1_050);
    reading.processed(50, 1_050);

    assertThat(before).isEqualTo(1_099);
    assertThat(reading.knownUpTo()).isEqualTo(1_099);
  }
}
