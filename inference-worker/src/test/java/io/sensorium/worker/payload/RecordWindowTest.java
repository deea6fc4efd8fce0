package io.sensorium.worker.payload;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecordWindowTest {
  private static final TopicPartition FRAMES = new TopicPartition("camera.frames", 1);
  private static final TopicPartition CHUNKS = new TopicPartition("audio.chunks", 1);

  private final RecordWindow window = new RecordWindow(100);

  @Test
  void letsTheOldestGoToMakeRoom() {
    add(FRAMES, 7, 60);
    add(CHUNKS, 3, 30);

    add(FRAMES, 8, 50);

    assertThat(window.get(at(FRAMES, 7))).isNull();
    assertThat(window.get(at(CHUNKS, 3))).hasSize(30);
    assertThat(window.get(at(FRAMES, 8))).hasSize(50);
    assertThat(window.bytes()).isEqualTo(80);
  }

  @Test
  void doesNotHoldAValueLargerThanItself() {
    add(FRAMES, 7, 101);

    assertThat(window.get(at(FRAMES, 7))).isNull();
    assertThat(window.bytes()).isZero();
    assertThat(window.ahead(FRAMES)).isZero();
  }

  @Test
  void knowsHowMuchLiesAheadOfWhatWasAskedFor() {
    window.passed(at(FRAMES, 7));
    add(FRAMES, 7, 10);
    add(FRAMES, 8, 20);
    add(FRAMES, 9, 30);
    add(CHUNKS, 9, 5);

    assertThat(window.ahead(FRAMES)).isEqualTo(50);

    window.passed(at(FRAMES, 8));

    assertThat(window.ahead(FRAMES)).isEqualTo(30);
    assertThat(window.ahead(CHUNKS)).isEqualTo(5);
  }

  @Test
  void takesWhatIsFoundAsAskedForAndNothingElse() {
    add(FRAMES, 8, 20);
    add(FRAMES, 9, 30);

    assertThat(window.find(at(FRAMES, 8))).hasSize(20);
    assertThat(window.find(at(FRAMES, 10))).isNull();
    assertThat(window.ahead(FRAMES)).isEqualTo(30);
  }

  @Test
  void doesNotCountAsAheadWhatHadToGo() {
    add(FRAMES, 1, 60);
    add(FRAMES, 2, 60);

    assertThat(window.ahead(FRAMES)).isEqualTo(60);
  }

  @Test
  void dropsAPartitionWhole() {
    add(FRAMES, 1, 10);
    add(CHUNKS, 1, 20);

    window.drop(FRAMES);

    assertThat(window.get(at(FRAMES, 1))).isNull();
    assertThat(window.get(at(CHUNKS, 1))).hasSize(20);
    assertThat(window.bytes()).isEqualTo(20);
    assertThat(window.ahead(FRAMES)).isZero();
  }

  private void add(TopicPartition partition, long offset, int length) {
    window.add(at(partition, offset), new byte[length]);
  }

  private static RecordAddress at(TopicPartition partition, long offset) {
    return new RecordAddress(partition, offset);
  }
}
