package io.sensorium.worker.feature;

import io.sensorium.worker.feature.ImageSpec.Resize;
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
   * stays where it is. A frame more than twice as large as the tensor is subsampled while it is
   * decoded, down to not less than twice the size.
   *
   * @param encoded a JPEG or PNG file, from position to limit
   * @param target a direct buffer, or any other
   * @throws FeatureException if the frame is truncated, larger than the limit or no image at all
   */
  public FramePlacement write(ByteBuffer encoded, FloatBuffer target) throws FeatureException {
    try (ImageFile file = ImageFile.open(encoded, spec.maxPixels())) {
      int width = spec.width();
      int height = spec.height();
      if (spec.resize() == Resize.LETTERBOX) {
        double ratio = Math.min((double) height / file.height(), (double) width / file.width());
        width = Math.max(1, (int) (file.width() * ratio));
        height = Math.max(1, (int) (file.height() * ratio));
      }
      int step = Math.max(1, Math.min(file.width() / (2 * width), file.height() / (2 * height)));
      bilinear.write(file.decode(step), height, width, target);
      return placement(file.width(), file.height());
    }
  }

  private FramePlacement placement(int frameWidth, int frameHeight) {
    double x = (double) frameWidth / spec.width();
    double y = (double) frameHeight / spec.height();
    return spec.resize() == Resize.LETTERBOX
        ? new FramePlacement(frameWidth, frameHeight, Math.max(x, y), Math.max(x, y))
        : new FramePlacement(frameWidth, frameHeight, x, y);
  }
}
