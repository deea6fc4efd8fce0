package io.sensorium.worker.feature;

import java.util.ArrayList;
import java.util.List;

/** Spans of sound joined into the fixed window that a model listens to. */
public final class SoundWindow {
  private SoundWindow() {}

  /**
   * Lays the spans on the time line and cuts out the window that ends at {@code endUs}. Where no
   * span is, the window is zero; where spans overlap, the later in the list wins. Spans of one rate
   * are joined first and resampled once, so that their seams leave no trace.
   *
   * @param spans by time
   * @param endUs the first instant after the window, in microseconds
   * @param sampleRate the window's samples in a second
   * @param samples the window's length
   */
  public static float[] join(List<SoundSpan> spans, long endUs, int sampleRate, int samples)
      throws FeatureException {
    if (spans.isEmpty()) {
      return new float[samples];
    }
    int source = spans.get(0).sampleRate();
    boolean one = spans.stream().allMatch(span -> span.sampleRate() == source);
    if (one && source == sampleRate) {
      return lay(spans, endUs, sampleRate, samples);
    }
    if (one) {
      int needed = (int) (((long) samples * source + sampleRate - 1) / sampleRate);
      float[] resampled = Resampler.of(source, sampleRate).apply(lay(spans, endUs, source, needed));
      float[] window = new float[samples];
      int kept = Math.min(samples, resampled.length);
      System.arraycopy(resampled, resampled.length - kept, window, samples - kept, kept);
      return window;
    }
    List<SoundSpan> same = new ArrayList<>();
    for (SoundSpan span : spans) {
      same.add(span.at(sampleRate));
    }
    return lay(same, endUs, sampleRate, samples);
  }

  private static float[] lay(List<SoundSpan> spans, long endUs, int rate, int samples) {
    float[] window = new float[samples];
    for (SoundSpan span : spans) {
      long start = samples + Math.round((span.startUs() - endUs) * (double) rate / 1e6);
      long from = Math.max(0, start);
      long to = Math.min(samples, start + span.samples().length);
      if (to > from) {
        System.arraycopy(
            span.samples(), (int) (from - start), window, (int) from, (int) (to - from));
      }
    }
    return window;
  }
}
