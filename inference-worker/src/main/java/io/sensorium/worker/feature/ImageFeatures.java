package io.sensorium.worker.feature;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Frames to tensors. Thread-safe; what it allocates for a frame is the decoded image and a few
 * rows.
 */
public final class ImageFeatures {
  private final ImageSpec spec;
  private final Bilinear bilinear;

  public ImageFeatures(ImageSpec spec) {
    this.spec = spec;
    this.bilinear = new Bilinear(spec);
  }

  /** What it was made with. */
  public ImageSpec spec() {
    return spec;
  }

  /**
   * Decodes a frame and writes {@link ImageSpec#size()} values from the target's position on, which
   * stays where it is. With {@link Filter#BILINEAR} a frame more than twice as large as wanted is
   * subsampled while it is decoded, down to not less than twice the size.
   *
   * @param encoded a JPEG, PNG or Netpbm file, from position to limit
   * @param target a direct buffer, or any other
   * @throws FeatureException if the frame is truncated, larger than a limit or no image at all
   */
  public FramePlacement write(ByteBuffer encoded, FloatBuffer target) throws FeatureException {
    if (encoded.remaining() > spec.maxBytes()) {
      throw new FeatureException(
          "an image of at most " + spec.maxBytes() + " bytes",
          encoded.remaining() + " bytes",
          "send smaller frames or raise the model's max-bytes");
    }
    try (FrameFile file = FrameFile.open(encoded, spec.maxPixels())) {
      Geometry geometry = Geometry.of(spec, file.height(), file.width());
      checkScaled(geometry, file);
      if (spec.filter() == Filter.BILINEAR) {
        int step = geometry.step(file.height(), file.width());
        bilinear.write(file.decode(step), geometry, target);
      } else {
        Pixels scaled =
            Convolution.resize(file.decode(1), geometry.height(), geometry.width(), spec.filter());
        bilinear.write(scaled, geometry, target);
      }
      return geometry.placement(spec, file.height(), file.width());
    }
  }

  /** A frame of one row scaled up to a wanted height is as long as it likes. */
  private void checkScaled(Geometry geometry, FrameFile file) throws FeatureException {
    if ((long) geometry.height() * geometry.width() > spec.maxPixels()) {
      throw new FeatureException(
          "an image that has at most " + spec.maxPixels() + " pixels when it is scaled",
          file.width() + " x " + file.height(),
          "send frames of an ordinary shape");
    }
  }
}
