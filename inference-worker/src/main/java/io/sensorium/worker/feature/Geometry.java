package io.sensorium.worker.feature;

/**
 * The size to which a frame is scaled, and the part of that which the tensor shows.
 *
 * @param height rows of the scaled frame
 * @param width columns of the scaled frame
 * @param top first of its rows that is shown
 * @param left first of its columns that is shown
 */
record Geometry(int height, int width, int top, int left) {

  /** Sizes are rounded down, as torchvision and YOLOX do it. */
  static Geometry of(ImageSpec spec, int frameHeight, int frameWidth) {
    return switch (spec.resize()) {
      case STRETCH -> new Geometry(spec.height(), spec.width(), 0, 0);
      case LETTERBOX -> {
        double ratio =
            Math.min((double) spec.height() / frameHeight, (double) spec.width() / frameWidth);
        yield new Geometry(
            Math.max(1, (int) (frameHeight * ratio)),
            Math.max(1, (int) (frameWidth * ratio)),
            0,
            0);
      }
      case CROP -> {
        long side = spec.shorterSide();
        int shorter = Math.min(frameHeight, frameWidth);
        int height = (int) Math.min(Integer.MAX_VALUE, side * frameHeight / shorter);
        int width = (int) Math.min(Integer.MAX_VALUE, side * frameWidth / shorter);
        yield new Geometry(height, width, (height - spec.height()) / 2, (width - spec.width()) / 2);
      }
    };
  }

  /** Every how many-th pixel need be decoded for twice this size. */
  int step(int frameHeight, int frameWidth) {
    return Math.max(1, Math.min(frameWidth / (2 * width), frameHeight / (2 * height)));
  }

  FramePlacement placement(ImageSpec spec, int frameHeight, int frameWidth) {
    double x = (double) frameWidth / width;
    double y = (double) frameHeight / height;
    if (spec.resize() == ImageSpec.Resize.LETTERBOX) {
      // One factor for both, and not what rounding to whole pixels makes of it.
      x = Math.max((double) frameWidth / spec.width(), (double) frameHeight / spec.height());
      y = x;
    }
    return new FramePlacement(frameWidth, frameHeight, x, y, left * x, top * y);
  }
}
