package io.sensorium.worker.feature;

/** How the values between an image's pixels are found when it is scaled. */
public enum Filter {
  /**
   * The four pixels around a point, also where the image is made smaller: what OpenCV's {@code
   * INTER_LINEAR} and PyTorch's {@code interpolate} do. Images more than twice as large are
   * subsampled as they are decoded. The fastest.
   */
  BILINEAR(0),
  /** The pixel under the point, as Pillow's {@code NEAREST}. */
  NEAREST(0),
  /** A triangle as wide as a target pixel: Pillow's {@code BILINEAR}, which does not alias. */
  ANTIALIAS(1) {
    @Override
    double at(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /** A cubic (Keys, 1981, a = -1/2) scaled in the same way: Pillow's {@code BICUBIC}. */
  BICUBIC(2) {
    @Override
    double at(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
  },
  /** A sinc of three lobes scaled in the same way: Pillow's {@code LANCZOS}. */
  LANCZOS(3) {
    @Override
    double at(double x) {
      return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  };

  private final int support;

  Filter(int support) {
    this.support = support;
  }

  /** Reach in pixels on either side where the image keeps its size; 0 where there is no kernel. */
  int support() {
    return support;
  }

  /** The kernel, not normalised. */
  double at(double x) {
    throw new UnsupportedOperationException(this + " has no kernel");
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
