package io.sensorium.model.training;

import io.sensorium.model.export.SoundDescription;
import java.util.List;

/** The {@code model.yaml} of each reference model, from the specifications it was trained with. */
public final class ModelDescriptions {
  static final String LABELS = "labels.txt";
  static final String VOCABULARY = "vocabulary.txt";

  private ModelDescriptions() {}

  static String frame() {
    return """
        # What a frame shows, as an embedding. Written by the training command.
        task: embedding
        """
        + frameInputs();
  }

  private static String frameInputs() {
    return """
    inputs:
      pixels:
        image: { colour: rgb, resize: stretch, scale: %s, mean: %s, std: %s }
    """
        .formatted(
            SenseFeatures.FRAME.scale(),
            list(SenseFeatures.FRAME.mean()),
            list(SenseFeatures.FRAME.std()));
  }

  static String sound() {
    return """
    # What is heard in about a second, as an embedding. Written by the training command.
    task: embedding
    inputs:
    """
        + SoundDescription.logMel("mel", SenseFeatures.SOUND);
  }

  static String words() {
    return """
    # What is said, as an embedding. Written by the training command.
    task: embedding
    inputs:
      tokens:
        text: { vocabulary: %s, length: %d }
    """
        .formatted(VOCABULARY, SenseFeatures.WORDS);
  }

  /** Of a model that names what a frame shows. */
  public static String view() {
    return """
        # What a frame shows.
        task: classification
        labels: %s
        outputs:
          scores: { activation: softmax }
        """
            .formatted(LABELS)
        + frameInputs();
  }

  static String head() {
    return """
    # What is going on, from whichever embeddings are present. Written by the training command.
    task: classification
    labels: %s
    outputs:
      scores: { activation: softmax }
    """
        .formatted(LABELS);
  }

  private static String list(List<Double> values) {
    return values.toString();
  }
}
