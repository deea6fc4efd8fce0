package io.sensorium.worker.plan;

import io.sensorium.event.Modality;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import io.sensorium.worker.feature.TextFeatures;
import io.sensorium.worker.repository.FeatureDescription;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.subword.SubwordFiles;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;

/**
 * Completes what {@code model.yaml} says of an input with the shape that the model file declares.
 */
final class FeatureBinding {
  private final String subject;
  private final ModelVersion version;
  private final Input input;
  private final TensorDescription tensor;
  private final TensorFit fit;
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
    this.fit = new TensorFit(subject, tensor);
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
    Modality modality = description.modality();
    require(modality);
    return switch (modality) {
      case CAMERA -> image((FeatureDescription.Image) description);
      case AUDIO -> new SoundBinding(subject, input, tensor).bind(description);
      case TEXT -> words(description);
    };
  }

  private FeedPlan.FromInput image(FeatureDescription.Image image) {
    long channels = image.colour() == Colour.GREY ? 1 : 3;
    List<Long> dims = tensor.dims();
    String expected =
        "[batch, %d, height, width] or [batch, height, width, %<d]".formatted(channels);
    if (dims.size() != 4) {
      throw fit.shape(expected);
    }
    boolean first = dims.get(1) == channels || (dims.get(1) < 0 && dims.get(3) != channels);
    if (!first && dims.get(3) != channels) {
      throw fit.shape(expected);
    }
    List<Integer> size = image.size();
    long height = fit.size(dims.get(first ? 2 : 1), size == null ? null : size.get(0), "height");
    long width = fit.size(dims.get(first ? 3 : 2), size == null ? null : size.get(1), "width");
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

  private FeedPlan.FromInput words(FeatureDescription description) {
    if (tensor.dims().size() != 2) {
      throw fit.shape("[batch, values]");
    }
    long declared = tensor.dims().get(1);
    TextFeatures features;
    if (description instanceof FeatureDescription.BagOfWords bag) {
      features = texts.bag(bag);
    } else if (description instanceof FeatureDescription.TfIdf tfIdf) {
      features = texts.tfIdf(tfIdf);
    } else if (description instanceof FeatureDescription.WordVectors vectors) {
      features = texts.vectors(vectors);
    } else if (description instanceof FeatureDescription.NGrams grams) {
      features = texts.grams(grams, (int) fit.size(declared, grams.length(), "length"));
    } else if (description instanceof FeatureDescription.Subwords subwords) {
      features = texts.subwords(subwords, (int) fit.size(declared, subwords.length(), "length"));
    } else {
      FeatureDescription.Text text = (FeatureDescription.Text) description;
      features = texts.tokens(text, (int) fit.size(declared, text.length(), "length"));
    }
    long size = fit.size(declared, features.size(), "number of values");
    return feed(new FeatureSpec.Words(features), List.of(size));
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
}
