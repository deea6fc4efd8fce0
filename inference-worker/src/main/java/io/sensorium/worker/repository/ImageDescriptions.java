package io.sensorium.worker.repository;

import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.util.List;
import java.util.Objects;

/** Reads what stands under {@code image}. */
final class ImageDescriptions {
  private ImageDescriptions() {}

  static FeatureDescription read(KeyChecks checks, String at, DescriptionKeys.Image keys) {
    List<Integer> size = keys.size();
    if (size != null && (size.size() != 2 || size.get(0) < 1 || size.get(1) < 1)) {
      throw checks.error(at + ".size", "[height, width]", size.toString());
    }
    Resize resize = checks.word(at + ".resize", keys.resize(), Resize.class, Resize.STRETCH);
    if (keys.shorterSide() != null && resize != Resize.CROP) {
      throw checks.error(at + ".shorter-side", "'resize: crop' beside it", "" + keys.resize());
    }
    return new FeatureDescription.Image(
        size,
        checks.word(at + ".colour", keys.colour(), Colour.class, Colour.RGB),
        resize,
        Objects.requireNonNullElse(keys.scale(), 1.0),
        Objects.requireNonNullElse(keys.mean(), List.of()),
        Objects.requireNonNullElse(keys.std(), List.of()),
        Objects.requireNonNullElse(keys.maxPixels(), ImageSpec.DEFAULT_MAX_PIXELS),
        Objects.requireNonNullElse(keys.shorterSide(), 0),
        checks.word(at + ".filter", keys.filter(), Filter.class, Filter.BILINEAR),
        Objects.requireNonNullElse(keys.maxBytes(), ImageSpec.DEFAULT_MAX_BYTES));
  }
}
