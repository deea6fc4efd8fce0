package io.sensorium.worker.feature;

import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Bilinear interpolation with pixel centres at half units and clamped edges, the convention of
 * OpenCV's {@code INTER_LINEAR} and PyTorch's {@code align_corners=False}, straight into a tensor.
 */
final class Bilinear {
  private static final float PAD = 114f;

  private final ImageSpec spec;
  private final float[] gain;
  private final float[] bias;

  Bilinear(ImageSpec spec) {
    this.spec = spec;
    this.gain = new float[spec.channels()];
    this.bias = new float[spec.channels()];
    for (int c = 0; c < gain.length; c++) {
      double std = spec.std().isEmpty() ? 1 : spec.std().get(c);
      double mean = spec.mean().isEmpty() ? 0 : spec.mean().get(c);
      gain[c] = (float) (spec.scale() / std);
      bias[c] = (float) (-mean / std);
    }
  }

  /**
   * Writes what the tensor shows of {@code source} scaled to a size, at the top left of the tensor.
   */
  void write(Pixels source, Geometry geometry, FloatBuffer target) {
    int height = Math.min(spec.height(), geometry.height() - geometry.top());
    int width = Math.min(spec.width(), geometry.width() - geometry.left());
    Axis columns = new Axis(source.width(), geometry.width(), geometry.left(), width);
    Axis rows = new Axis(source.height(), geometry.height(), geometry.top(), height);
    int channels = spec.channels();
    int base = target.position();
    float[][] row = new float[channels][spec.width()];
    float[] interleaved = new float[spec.layout() == Layout.HWC ? channels * spec.width() : 0];
    for (int c = 0; c < channels; c++) {
      Arrays.fill(row[c], width, spec.width(), PAD * gain[c] + bias[c]);
    }
    for (int y = 0; y < spec.height(); y++) {
      if (y < height) {
        interpolate(source, columns, rows, y, row);
      } else if (y == height) {
        for (int c = 0; c < channels; c++) {
          Arrays.fill(row[c], PAD * gain[c] + bias[c]);
        }
      }
      put(row, interleaved, y, base, target);
    }
  }

  private void interpolate(Pixels source, Axis columns, Axis rows, int y, float[][] row) {
    byte[] bgr = source.bgr();
    int upper = rows.low[y] * source.width() * 3;
    int lower = rows.high[y] * source.width() * 3;
    float down = rows.weight[y];
    for (int x = 0; x < columns.low.length; x++) {
      int left = columns.low[x] * 3;
      int right = columns.high[x] * 3;
      float along = columns.weight[x];
      float blue = mix(bgr, upper + left, upper + right, lower + left, lower + right, along, down);
      float green =
          mix(
              bgr,
              upper + left + 1,
              upper + right + 1,
              lower + left + 1,
              lower + right + 1,
              along,
              down);
      float red =
          mix(
              bgr,
              upper + left + 2,
              upper + right + 2,
              lower + left + 2,
              lower + right + 2,
              along,
              down);
      if (spec.colour() == Colour.GREY) {
        row[0][x] = (0.299f * red + 0.587f * green + 0.114f * blue) * gain[0] + bias[0];
      } else {
        boolean rgb = spec.colour() == Colour.RGB;
        row[0][x] = (rgb ? red : blue) * gain[0] + bias[0];
        row[1][x] = green * gain[1] + bias[1];
        row[2][x] = (rgb ? blue : red) * gain[2] + bias[2];
      }
    }
  }

  private static float mix(byte[] bgr, int a, int b, int c, int d, float along, float down) {
    int topLeft = bgr[a] & 0xFF;
    int bottomLeft = bgr[c] & 0xFF;
    float top = topLeft + ((bgr[b] & 0xFF) - topLeft) * along;
    float bottom = bottomLeft + ((bgr[d] & 0xFF) - bottomLeft) * along;
    return top + (bottom - top) * down;
  }

  private void put(float[][] row, float[] interleaved, int y, int base, FloatBuffer target) {
    int width = spec.width();
    if (spec.layout() == Layout.CHW) {
      for (int c = 0; c < row.length; c++) {
        target.put(base + (c * spec.height() + y) * width, row[c], 0, width);
      }
      return;
    }
    for (int c = 0; c < row.length; c++) {
      for (int x = 0; x < width; x++) {
        interleaved[x * row.length + c] = row[c][x];
      }
    }
    target.put(base + y * interleaved.length, interleaved, 0, interleaved.length);
  }

  /** For each target index, the two source indices it lies between and the second one's weight. */
  private static final class Axis {
    private final int[] low;
    private final int[] high;
    private final float[] weight;

    /** For so many indices of the target from {@code first} on. */
    Axis(int source, int target, int first, int count) {
      low = new int[count];
      high = new int[count];
      weight = new float[count];
      double scale = (double) source / target;
      for (int i = 0; i < count; i++) {
        double at = Math.max(0, Math.min(source - 1, (first + i + 0.5) * scale - 0.5));
        low[i] = (int) at;
        high[i] = Math.min(low[i] + 1, source - 1);
        weight[i] = (float) (at - low[i]);
      }
    }
  }
}
