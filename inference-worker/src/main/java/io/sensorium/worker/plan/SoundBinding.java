package io.sensorium.worker.plan;

import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Match;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.LogMelSpec.Order;
import io.sensorium.worker.feature.MfccSpec;
import io.sensorium.worker.repository.FeatureDescription;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completes what {@code model.yaml} says of sound. */
final class SoundBinding {
  private final String subject;
  private final Input input;
  private final TensorDescription tensor;
  private final TensorFit fit;

  SoundBinding(String subject, Input input, TensorDescription tensor) {
    this.subject = subject;
    this.input = input;
    this.tensor = tensor;
    this.fit = new TensorFit(subject, tensor);
  }

  /** The feed, or a {@link ModelException} that says what does not fit. */
  FeedPlan.FromInput bind(FeatureDescription description) {
    if (description instanceof FeatureDescription.LogMel mel) {
      return mel(mel);
    }
    if (description instanceof FeatureDescription.Mfcc mfcc) {
      return cepstrum(mfcc);
    }
    if (description instanceof FeatureDescription.Raw raw) {
      return samples(raw);
    }
    return bins((FeatureDescription.Spectrum) description);
  }

  private FeedPlan.FromInput mel(FeatureDescription.LogMel mel) {
    Plane plane = plane(mel, mel.bands());
    return feed(new FeatureSpec.Mel(plane.spec(), plane.frames()), plane.row());
  }

  private FeedPlan.FromInput cepstrum(FeatureDescription.Mfcc mfcc) {
    Plane plane = plane(mfcc.mel(), mfcc.coefficients());
    MfccSpec spec = new MfccSpec(plane.spec(), mfcc.coefficients());
    return feed(new FeatureSpec.Cepstrum(spec, plane.frames()), plane.row());
  }

  /** Frames of sound in a tensor. */
  private record Plane(LogMelSpec spec, int frames, List<Long> row) {}

  private Plane plane(FeatureDescription.LogMel mel, long values) {
    List<Long> dims = tensor.dims();
    String expected =
        "[batch, %d, frames], [batch, frames, %<d] or one of them with a 1 behind batch"
            .formatted(values);
    boolean channel = dims.size() == 4 && Math.abs(dims.get(1)) == 1;
    if (dims.size() != 3 && !channel) {
      throw fit.shape(expected);
    }
    long one = dims.get(dims.size() - 2);
    long other = dims.get(dims.size() - 1);
    boolean valuesFirst = one == values || (one < 0 && other != values);
    if (!valuesFirst && other != values) {
      throw fit.shape(expected);
    }
    LogMelSpec spec =
        new LogMelSpec(
            mel.sampleRate(),
            mel.bands(),
            mel.window(),
            mel.hop(),
            mel.minHz(),
            mel.maxHz(),
            valuesFirst ? Order.BANDS_FRAMES : Order.FRAMES_BANDS);
    long declared = valuesFirst ? other : one;
    Integer matched = declared < 0 ? matchedSamples(mel.sampleRate()) : null;
    long frames = fit.size(declared, matched == null ? null : spec.frames(matched), "frames");
    List<Long> row = valuesFirst ? List.of(values, frames) : List.of(frames, values);
    return new Plane(spec, (int) frames, channel ? List.of(1L, row.get(0), row.get(1)) : row);
  }

  private FeedPlan.FromInput samples(FeatureDescription.Raw raw) {
    List<Long> dims = tensor.dims();
    boolean channel = dims.size() == 3 && Math.abs(dims.get(1)) == 1;
    if (dims.size() != 2 && !channel) {
      throw fit.shape("[batch, samples] or [batch, 1, samples]");
    }
    long declared = dims.get(dims.size() - 1);
    Integer window = raw.window();
    if (window == null && declared < 0) {
      window = matchedSamples(raw.sampleRate());
    }
    long size = fit.size(declared, window == null ? null : window + raw.context(), "window");
    int fresh = (int) size - raw.context();
    return feed(
        new FeatureSpec.Samples(raw.sampleRate(), fresh, raw.context(), raw.standardise()),
        channel ? List.of(1L, size) : List.of(size));
  }

  private FeedPlan.FromInput bins(FeatureDescription.Spectrum spectrum) {
    if (spectrum.hop() < 1 || spectrum.hop() > spectrum.window() || spectrum.window() % 2 != 0) {
      throw new ModelException(
          subject,
          "an even 'window' and a 'hop' of 1 to as many samples for tensor '%s'"
              .formatted(tensor.name()),
          spectrum.window() + " and " + spectrum.hop(),
          "Correct model.yaml");
    }
    long bins = spectrum.window() / 2 + 1L;
    List<Long> dims = tensor.dims();
    List<Long> row = dims.size() == 4 ? List.of(bins, 1L, 2L) : List.of(bins, 2L);
    List<Long> declared = dims.isEmpty() ? dims : dims.subList(1, dims.size());
    if (!declared.equals(row)) {
      throw fit.shape("[batch, %d, 1, 2] or [batch, %<d, 2]".formatted(bins));
    }
    int context = spectrum.window() - spectrum.hop();
    return feed(new FeatureSpec.Bins(spectrum.sampleRate(), spectrum.hop(), context), row);
  }

  /**
   * Samples between {@code before} and {@code after} of an overlap match; null for other matches.
   */
  private @Nullable Integer matchedSamples(int rate) {
    if (input.match() instanceof Match.Overlap overlap) {
      long us = overlap.before().plus(overlap.after()).toNanos() / 1000;
      return (int) (us * rate / 1_000_000);
    }
    return null;
  }

  private FeedPlan.FromInput feed(FeatureSpec spec, List<Long> rowDims) {
    return new FeedPlan.FromInput(tensor.name(), input, spec, rowDims);
  }
}
