package io.sensorium.worker.feature;

/**
 * Scales an image with a kernel that grows with the scale, columns first, with eight bits between
 * the two passes and coefficients of 22 bits: bit for bit what Pillow's {@code Image.resize} does,
 * with which most published models were trained.
 */
final class Convolution {
  private static final int BITS = 22;

  private Convolution() {}

  static Pixels resize(Pixels source, int height, int width, Filter filter) {
    if (filter == Filter.NEAREST) {
      return nearest(source, height, width);
    }
    Pixels wide =
        source.width() == width ? source : columns(source, new Taps(source.width(), width, filter));
    return wide.height() == height ? wide : rows(wide, new Taps(wide.height(), height, filter));
  }

  private static Pixels columns(Pixels source, Taps taps) {
    int width = taps.first.length;
    byte[] from = source.bgr();
    byte[] to = new byte[3 * width * source.height()];
    int at = 0;
    for (int y = 0; y < source.height(); y++) {
      int row = 3 * y * source.width();
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          to[at++] = taps.value(x, from, row + 3 * taps.first[x] + c, 3);
        }
      }
    }
    return new Pixels(width, source.height(), to);
  }

  private static Pixels rows(Pixels source, Taps taps) {
    int height = taps.first.length;
    int stride = 3 * source.width();
    byte[] from = source.bgr();
    byte[] to = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < stride; i++) {
        to[y * stride + i] = taps.value(y, from, taps.first[y] * stride + i, stride);
      }
    }
    return new Pixels(source.width(), height, to);
  }

  private static Pixels nearest(Pixels source, int height, int width) {
    byte[] to = new byte[3 * width * height];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int upper = (int) ((y + 0.5) * source.height() / height);
      for (int x = 0; x < width; x++) {
        int left = (int) ((x + 0.5) * source.width() / width);
        int from = 3 * (upper * source.width() + left);
        System.arraycopy(source.bgr(), from, to, at, 3);
        at += 3;
      }
    }
    return new Pixels(width, height, to);
  }

  /** For each target index the source indices that it is made of, and their weights. */
  private static final class Taps {
    private final int[] first;
    private final int[][] weights;

    Taps(int source, int target, Filter filter) {
      first = new int[target];
      weights = new int[target][];
      double scale = (double) source / target;
      double stretch = Math.max(1, scale);
      double reach = filter.support() * stretch;
      for (int i = 0; i < target; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - reach + 0.5));
        int end = Math.min(source, (int) (centre + reach + 0.5));
        double[] raw = new double[end - first[i]];
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
          raw[j] = filter.at((j + first[i] - centre + 0.5) / stretch);
          sum += raw[j];
        }
        weights[i] = new int[raw.length];
        for (int j = 0; j < raw.length; j++) {
          double bits = raw[j] / sum * (1 << BITS);
          weights[i][j] = (int) (bits < 0 ? bits - 0.5 : bits + 0.5);
        }
      }
    }

    byte value(int index, byte[] from, int at, int stride) {
      int sum = 1 << (BITS - 1);
      for (int weight : weights[index]) {
        sum += (from[at] & 0xFF) * weight;
        at += stride;
      }
      return (byte) Math.max(0, Math.min(255, sum >> BITS));
    }
  }
}
