package io.sensorium.worker.graph;

import io.sensorium.pipeline.Match;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.feature.ImageFeatures;
import io.sensorium.worker.feature.LogMel;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.Loudness;
import io.sensorium.worker.feature.Mfcc;
import io.sensorium.worker.feature.Pcm;
import io.sensorium.worker.feature.SampleFormat;
import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.feature.SoundWindow;
import io.sensorium.worker.feature.Spectrum;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.plan.FeatureSpec;
import io.sensorium.worker.plan.FeedPlan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of one input for one tensor. Of several frames the one nearest to the moment counts,
 * the earlier of two equally near; chunks are joined into the window that ends where the match ends
 * (or with the last chunk, where the match is no window); texts are joined in their order. A chunk
 * that cannot be read is a gap, unless all are so. Thread-safe.
 */
final class FeatureWriter {
  private final FeedPlan.FromInput feed;
  private final @Nullable ImageFeatures images;
  private final @Nullable LogMel mel;
  private final @Nullable Mfcc mfcc;
  private final @Nullable Spectrum spectrum;
  private final boolean standardised;

  FeatureWriter(FeedPlan.FromInput feed) {
    this.feed = feed;
    this.images =
        feed.spec() instanceof FeatureSpec.Image image ? new ImageFeatures(image.spec()) : null;
    this.mel = feed.spec() instanceof FeatureSpec.Mel spec ? new LogMel(spec.spec()) : null;
    this.mfcc = feed.spec() instanceof FeatureSpec.Cepstrum spec ? new Mfcc(spec.spec()) : null;
    this.spectrum =
        feed.spec() instanceof FeatureSpec.Bins bins
            ? new Spectrum(bins.window() + bins.context())
            : null;
    this.standardised =
        feed.spec() instanceof FeatureSpec.Samples samples && samples.standardised();
  }

  /**
   * Writes one row from the target's position on.
   *
   * @return where the frame stands in the row; null where it is none
   */
  @Nullable FramePlacement write(InputPayload payload, long momentUs, FloatBuffer target)
      throws FeatureException {
    if (images != null) {
      return images.write(nearest(payload, momentUs).encoded(), target);
    }
    if (feed.spec() instanceof FeatureSpec.Mel spec && mel != null) {
      int samples = spec.spec().samples(spec.frames());
      mel.write(window(payload, momentUs, spec.spec().sampleRate(), samples), target);
    } else if (feed.spec() instanceof FeatureSpec.Cepstrum spec && mfcc != null) {
      LogMelSpec sound = spec.spec().mel();
      int samples = sound.samples(spec.frames());
      mfcc.write(window(payload, momentUs, sound.sampleRate(), samples), target);
    } else if (feed.spec() instanceof FeatureSpec.Stream spec) {
      int samples = spec.window() + spec.context();
      write(FloatBuffer.wrap(window(payload, momentUs, spec.sampleRate(), samples)), target);
    } else if (feed.spec() instanceof FeatureSpec.Words words) {
      words.features().write(text(payload), target);
    }
    return null;
  }

  /** Writes the row of one window of sound, each from its position on, which stays where it is. */
  void write(FloatBuffer window, FloatBuffer target) {
    if (spectrum == null && !standardised) {
      target.put(target.position(), window, window.position(), window.remaining());
      return;
    }
    float[] samples = new float[window.remaining()];
    window.get(window.position(), samples);
    if (spectrum != null) {
      spectrum.write(samples, target);
    } else {
      Loudness.standardise(samples);
      target.put(target.position(), samples);
    }
  }

  /** A chunk as one channel at its own rate, on the input's time line. */
  SoundSpan span(PayloadEvent.Chunk chunk) throws FeatureException {
    SampleFormat format =
        switch (chunk.encoding()) {
          case U8 -> SampleFormat.U8;
          case S16LE -> SampleFormat.S16;
          case S24LE -> SampleFormat.S24;
          case S32LE -> SampleFormat.S32;
          case F32LE -> SampleFormat.F32;
          case F64LE -> SampleFormat.F64;
        };
    long start = EventTimes.of(chunk.reference(), feed.input());
    return new SoundSpan(
        start, chunk.sampleRate(), Pcm.mono(chunk.samples(), format, chunk.channels()));
  }

  private PayloadEvent.Frame nearest(InputPayload payload, long momentUs) throws FeatureException {
    return payload.events().stream()
        .filter(PayloadEvent.Frame.class::isInstance)
        .map(PayloadEvent.Frame.class::cast)
        .min(
            Comparator.comparingLong(
                frame -> Math.abs(EventTimes.of(frame.reference(), feed.input()) - momentUs)))
        .orElseThrow(() -> noSuch("frame"));
  }

  private float[] window(InputPayload payload, long momentUs, int rate, int samples)
      throws FeatureException {
    List<SoundSpan> spans = new ArrayList<>(payload.events().size());
    @Nullable FeatureException unreadable = null;
    for (PayloadEvent event : payload.events()) {
      if (event instanceof PayloadEvent.Chunk chunk) {
        try {
          spans.add(span(chunk));
        } catch (FeatureException broken) {
          unreadable = broken;
        }
      }
    }
    if (spans.isEmpty()) {
      throw unreadable == null ? noSuch("chunk of sound") : unreadable;
    }
    spans.sort(Comparator.comparingLong(SoundSpan::startUs));
    long end =
        feed.input().match() instanceof Match.Overlap overlap
            ? momentUs + overlap.after().toNanos() / 1000
            : latestEnd(spans);
    return SoundWindow.join(spans, end, rate, samples);
  }

  private static long latestEnd(List<SoundSpan> spans) {
    long end = Long.MIN_VALUE;
    for (SoundSpan span : spans) {
      end = Math.max(end, span.endUs());
    }
    return end;
  }

  private String text(InputPayload payload) throws FeatureException {
    StringBuilder joined = new StringBuilder();
    for (PayloadEvent event : payload.events()) {
      if (event instanceof PayloadEvent.Text text) {
        joined.append(joined.isEmpty() ? "" : " ").append(text.text());
      }
    }
    return joined.toString();
  }

  private FeatureException noSuch(String what) {
    return new FeatureException(
        "a " + what + " for input '" + feed.input().name() + "'",
        "events of another kind",
        "send events of the input's modality to its topic");
  }
}
