package io.sensorium.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchBufferTest {
  private final BatchBuffer<String> buffer = new BatchBuffer<>(3, 100);

  @Test
  void anIdleTakerHasWhatIsThereAtOnce() {
    buffer.add("a", 0);
    assertThat(buffer.poll(0, true)).containsExactly("a");
    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void aBusyTakerWaitsForAFullBatch() {
    buffer.add("a", 0);
    buffer.add("b", 10);
    assertThat(buffer.poll(20, false)).isEmpty();
    buffer.add("c", 30);
    assertThat(buffer.poll(30, false)).containsExactly("a", "b", "c");
  }

  @Test
  void aBusyTakerWaitsNoLongerThanTheDelayOfTheOldest() {
    buffer.add("a", 1_000);
    buffer.add("b", 1_090);
    assertThat(buffer.nanosUntilDue(1_040, false)).isEqualTo(60);
    assertThat(buffer.poll(1_099, false)).isEmpty();
    assertThat(buffer.poll(1_100, false)).containsExactly("a", "b");
  }

  @Test
  void aBatchIsNeverLargerThanAllowed() {
    for (String item : List.of("a", "b", "c", "d")) {
      buffer.add(item, 0);
    }
    assertThat(buffer.poll(0, true)).containsExactly("a", "b", "c");
    assertThat(buffer.poll(0, true)).containsExactly("d");
  }

  @Test
  void nothingIsNeverDue() {
    assertThat(buffer.nanosUntilDue(5, true)).isEqualTo(Long.MAX_VALUE);
    assertThat(buffer.poll(5, true)).isEmpty();
  }
}
