package io.sensorium.worker.plan;

import io.sensorium.event.Modality;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Match;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import io.sensorium.worker.feature.LogMelSpec;
import io.sensorium.worker.feature.LogMelSpec.Order;
import io.sensorium.worker.feature.MfccSpec;
import io.sensorium.worker.feature.TextFeatures;
import io.sensorium.worker.repository.FeatureDescription;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.subword.SubwordFiles;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Completes what {@code model.yaml} says of an input with the shape that the model file declares.
 */
final class FeatureBinding {
  private static final String YAML = "Correct model.yaml or export the model with another shape";

  private final String subject;
  private final ModelVersion version;
  private final Input input;
  private final TensorDescription tensor;
  private final TextBinding texts;

  FeatureBinding(
      String subject,
      ModelVersion version,
      Input input,
      TensorDescription tensor,
      SubwordFiles subwords) {
    this.subject = subject;
    this.version = version;
    this.input = input;
    this.tensor = tensor;
    this.texts = new TextBinding(version, subwords);
  }

  /** The feed, or a {@link ModelException} that says what does not fit. */
  FeedPlan.FromInput bind() {
    FeatureDescription description = version.description().inputs().get(tensor.name());
    if (description == null) {
      throw new ModelException(
          subject,
          "an entry for tensor '%s' under 'inputs' in model.yaml".formatted(tensor.name()),
          version.description().inputs().keySet().toString(),
          "Say there how features of input '" + input.name() + "' are computed");
    }
    if (description instanceof FeatureDescription.Image image) {
      require(Modality.CAMERA);
      return image(image);
    }
    if (description instanceof FeatureDescription.LogMel mel) {
      require(Modality.AUDIO);
      return mel(mel);
    }
    if (description instanceof FeatureDescription.Mfcc mfcc) {
      require(Modality.AUDIO);
      return cepstrum(mfcc);
    }
    if (description instanceof FeatureDescription.Raw raw) {
      require(Modality.AUDIO);
      return samples(raw);
    }
    if (description instanceof FeatureDescription.Spectrum spectrum) {
      require(Modality.AUDIO);
      return bins(spectrum);
    }
    require(Modality.TEXT);
    return words(description);
  }

  private FeedPlan.FromInput image(FeatureDescription.Image image) {
    long channels = image.colour() == Colour.GREY ? 1 : 3;
    List<Long> dims = tensor.dims();
    String expected =
        "[batch, %d, height, width] or [batch, height, width, %<d]".formatted(channels);
    if (dims.size() != 4) {
      throw shape(expected);
    }
    boolean first = dims.get(1) == channels || (dims.get(1) < 0 && dims.get(3) != channels);
    if (!first && dims.get(3) != channels) {
      throw shape(expected);
    }
    List<Integer> size = image.size();
    long height = fit(dims.get(first ? 2 : 1), size == null ? null : size.get(0), "height");
    long width = fit(dims.get(first ? 3 : 2), size == null ? null : size.get(1), "width");
    ImageSpec spec =
        new ImageSpec(
            (int) height,
            (int) width,
            first ? Layout.CHW : Layout.HWC,
            image.colour(),
            image.resize(),
            image.scale(),
            image.mean(),
            image.std(),
            image.maxPixels(),
            image.shorterSide(),
            image.filter(),
            image.maxBytes());
    return feed(
        new FeatureSpec.Image(spec),
        first ? List.of(channels, height, width) : List.of(height, width, channels));
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
      throw shape(expected);
    }
    long one = dims.get(dims.size() - 2);
    long other = dims.get(dims.size() - 1);
    boolean valuesFirst = one == values || (one < 0 && other != values);
    if (!valuesFirst && other != values) {
      throw shape(expected);
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
    long frames = fit(declared, matched == null ? null : spec.frames(matched), "frames");
    List<Long> row = valuesFirst ? List.of(values, frames) : List.of(frames, values);
    return new Plane(spec, (int) frames, channel ? List.of(1L, row.get(0), row.get(1)) : row);
  }

  private FeedPlan.FromInput samples(FeatureDescription.Raw raw) {
    List<Long> dims = tensor.dims();
    boolean channel = dims.size() == 3 && Math.abs(dims.get(1)) == 1;
    if (dims.size() != 2 && !channel) {
      throw shape("[batch, samples] or [batch, 1, samples]");
    }
    long declared = dims.get(dims.size() - 1);
    Integer window = raw.window();
    if (window == null && declared < 0) {
      window = matchedSamples(raw.sampleRate());
    }
    long size = fit(declared, window == null ? null : window + raw.context(), "window");
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
    long bins = spectrum.window() / 2 + 1;
    List<Long> dims = tensor.dims();
    List<Long> row = dims.size() == 4 ? List.of(bins, 1L, 2L) : List.of(bins, 2L);
    List<Long> declared = dims.isEmpty() ? dims : dims.subList(1, dims.size());
    if (!declared.equals(row)) {
      throw shape("[batch, %d, 1, 2] or [batch, %<d, 2]".formatted(bins));
    }
    int context = spectrum.window() - spectrum.hop();
    return feed(new FeatureSpec.Bins(spectrum.sampleRate(), spectrum.hop(), context), row);
  }

  private FeedPlan.FromInput words(FeatureDescription description) {
    if (tensor.dims().size() != 2) {
      throw shape("[batch, values]");
    }
    long declared = tensor.dims().get(1);
    TextFeatures features;
    if (description instanceof FeatureDescription.BagOfWords bag) {
      features = texts.bag(bag);
    } else if (description instanceof FeatureDescription.TfIdf tfIdf) {
      features = texts.tfIdf(tfIdf);
    } else if (description instanceof FeatureDescription.WordVectors vectors) {
      features = texts.vectors(vectors);
    } else if (description instanceof FeatureDescription.Subwords subwords) {
      features = texts.subwords(subwords, (int) fit(declared, subwords.length(), "length"));
    } else {
      FeatureDescription.Text text = (FeatureDescription.Text) description;
      features = texts.tokens(text, (int) fit(declared, text.length(), "length"));
    }
    long size = fit(declared, features.size(), "number of values");
    return feed(new FeatureSpec.Words(features), List.of(size));
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

  private long fit(long declared, @Nullable Integer described, String what) {
    if (declared > 0 && (described == null || described == declared)) {
      return declared;
    }
    if (declared < 0 && described != null && described > 0) {
      return described;
    }
    throw new ModelException(
        subject,
        declared < 0
            ? what
                + " of tensor '"
                + tensor.name()
                + "' in model.yaml, since the shape leaves it"
                + " open: "
                + tensor.shape()
            : what + " " + declared + ", as the shape " + tensor.shape() + " says",
        String.valueOf(described),
        YAML);
  }

  private FeedPlan.FromInput feed(FeatureSpec spec, List<Long> rowDims) {
    return new FeedPlan.FromInput(tensor.name(), input, spec, rowDims);
  }

  private void require(Modality modality) {
    if (input.modality() != modality) {
      throw new ModelException(
          subject,
          "an input of modality " + modality + " for tensor '" + tensor.name() + "'",
          "input '" + input.name() + "' of modality " + input.modality(),
          "Feed another input or correct model.yaml");
    }
  }

  private ModelException shape(String expected) {
    return new ModelException(
        subject, "tensor '" + tensor.name() + "' of shape " + expected, tensor.shape(), YAML);
  }
}
