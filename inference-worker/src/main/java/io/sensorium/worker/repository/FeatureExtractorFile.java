package io.sensorium.worker.repository;

import java.util.Set;

/** What {@code preprocessor_config.json} says of sound. */
final class FeatureExtractorFile {
  private static final String TYPE = "feature_extractor_type";
  private static final Set<String> KNOWN =
      Set.of(
          TYPE,
          "sampling_rate",
          "do_normalize",
          "feature_size",
          "padding_value",
          "padding_side",
          "return_attention_mask",
          "processor_class");

  private FeatureExtractorFile() {}

  static FeatureDescription read(JsonFile file) {
    if (file.has(TYPE) && !file.at(TYPE).asText().equals("Wav2Vec2FeatureExtractor")) {
      throw file.error(TYPE, "Wav2Vec2FeatureExtractor");
    }
    file.allow(KNOWN);
    if (file.number("feature_size", 1) != 1) {
      throw file.error("feature_size", "1, for sound of one channel");
    }
    return new FeatureDescription.Raw(
        file.whole("sampling_rate"), null, 0, file.flag("do_normalize", true));
  }
}
