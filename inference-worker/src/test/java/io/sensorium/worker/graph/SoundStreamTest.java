package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.plan.FeatureSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At 1 kHz, so that a sample is a millisecond; sample n of the sound is n + 1. */
final class SoundStreamTest {
  private final List<Float> heard = new ArrayList<>();

  @Test
  void windowsLieAcrossTheSeamsOfChunks() {
    SoundStream stream = stream(4, 0);
    assertThat(hear(stream, 0, 0, 6)).isTrue();
    assertThat(heard).containsExactly(1f, 2f, 3f, 4f);
    assertThat(hear(stream, 6, 6, 7)).isFalse();
    assertThat(heard).hasSize(12).endsWith(9f, 10f, 11f, 12f);
  }

  @Test
  void aClockThatIsALittleOffChangesNothing() {
    SoundStream stream = stream(5, 0);
    hear(stream, 0, 0, 100);
    hear(stream, 115, 100, 100);
    hear(stream, 196, 200, 100);
    assertThat(heard).isEqualTo(IntStream.rangeClosed(1, 300).mapToObj(i -> (float) i).toList());
  }

  @Test
  void aShortGapIsSilence() {
    SoundStream stream = stream(5, 0);
    hear(stream, 0, 0, 10);
    assertThat(hear(stream, 50, 50, 10)).isFalse();
    assertThat(heard).hasSize(60);
    assertThat(heard.subList(10, 50)).containsOnly(0f);
    assertThat(heard.subList(50, 60)).startsWith(51f).endsWith(60f);
  }

  @Test
  void whatWasHeardBeforeIsLeftOut() {
    SoundStream stream = stream(5, 0);
    hear(stream, 0, 0, 100);
    assertThat(hear(stream, 50, 50, 100)).isFalse();
    hear(stream, 150, 150, 10);
    assertThat(heard).isEqualTo(IntStream.rangeClosed(1, 160).mapToObj(i -> (float) i).toList());
  }

  @Test
  void aChunkThatWasHeardForTheMostPartBeginsAnew() {
    SoundStream stream = stream(5, 0);
    hear(stream, 0, 0, 100);
    assertThat(hear(stream, 40, 40, 100)).isTrue();
  }

  @Test
  void aLongGapBeginsAnewWithoutWhatWasLeftOver() {
    SoundStream stream = stream(4, 2);
    hear(stream, 0, 0, 7);
    assertThat(heard).containsExactly(0f, 0f, 1f, 2f, 3f, 4f);
    assertThat(hear(stream, 600, 600, 4)).isTrue();
    assertThat(heard).hasSize(12).endsWith(0f, 0f, 601f, 602f, 603f, 604f);
    assertThat(hear(stream, 0, 0, 4)).isTrue();
  }

  @Test
  void aSpectrumWaitsForAWholeFrame() {
    SoundStream stream = new SoundStream(new FeatureSpec.Bins(1000, 2, 2));
    hear(stream, 0, 0, 3);
    assertThat(heard).isEmpty();
    hear(stream, 3, 3, 3);
    assertThat(heard).containsExactly(1f, 2f, 3f, 4f, 3f, 4f, 5f, 6f);
  }

  private static SoundStream stream(int window, int context) {
    return new SoundStream(new FeatureSpec.Samples(1000, window, context, false));
  }

  /** A chunk that says it begins at {@code ms}, with the sound from {@code first} on. */
  private boolean hear(SoundStream stream, int ms, int first, int count) {
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = first + i + 1;
    }
    boolean reset = stream.begin(new SoundSpan(ms * 1000L, 1000, samples));
    FloatBuffer window = FloatBuffer.allocate(8);
    while (stream.next(window)) {
      for (int i = 0; i < window.position(); i++) {
        heard.add(window.get(i));
      }
    }
    return reset;
  }
}
