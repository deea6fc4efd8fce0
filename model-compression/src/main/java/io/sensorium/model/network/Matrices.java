package io.sensorium.model.network;

import java.util.Arrays;

/**
 * Products of matrices stored row after row. Every sum is taken in one fixed order; the inner loops
 * run along rows without reductions, so the JIT compiler vectorises them without changing a bit.
 */
final class Matrices {
  /** Parts of a sum. */
  private static final int PARTS = 4;

  /** From so many sums side by side on, the JIT compiler's vectors are worth their while. */
  private static final int WIDE = 64;

  private Matrices() {}

  /** c[m][n] += sum over k of a[k][m] * b[k][n]; {@code a} begins at an offset. */
  static void addTransposed(float[] a, int at, float[] b, float[] c, int m, int n, int k) {
    for (int i = 0; i < m; i++) {
      int row = i * n;
      int j = 0;
      for (; j + 4 <= k; j += 4) {
        float a0 = a[at + j * m + i];
        float a1 = a[at + (j + 1) * m + i];
        float a2 = a[at + (j + 2) * m + i];
        float a3 = a[at + (j + 3) * m + i];
        add4(c, row, b, j * n, n, a0, a1, a2, a3);
      }
      for (; j < k; j++) {
        add1(c, row, b, j * n, n, a[at + j * m + i]);
      }
    }
  }

  /** c[k][n] += sum over m of a[k][m] * b[m][n]; {@code a} begins at an offset. */
  static void add(float[] a, int at, float[] b, float[] c, int m, int n, int k) {
    for (int i = 0; i < k; i++) {
      int row = i * n;
      int from = at + i * m;
      int j = 0;
      for (; j + 4 <= m; j += 4) {
        add4(c, row, b, j * n, n, a[from + j], a[from + j + 1], a[from + j + 2], a[from + j + 3]);
      }
      for (; j < m; j++) {
        add1(c, row, b, j * n, n, a[from + j]);
      }
    }
  }

  /**
   * c[k][m] += sum over n of a[k][n] * b[m][n]; {@code c} begins at an offset. Each sum is taken in
   * four parts, whichever way it is done.
   */
  static void addOuter(float[] a, float[] b, float[] c, int at, int m, int n, int k) {
    if (k >= WIDE) {
      addOuterByRows(a, b, c, at, m, n, k);
    } else {
      addOuterByDots(a, b, c, at, m, n, k);
    }
  }

  /** All sums of a row of b side by side: worth turning {@code a} over where there are many. */
  static void addOuterByRows(float[] a, float[] b, float[] c, int at, int m, int n, int k) {
    float[] turned = turned(a, k, n);
    float[][] parts = new float[PARTS][k];
    for (int j = 0; j < m; j++) {
      for (float[] part : parts) {
        Arrays.fill(part, 0f);
      }
      int row = j * n;
      int x = 0;
      for (; x + PARTS <= n; x += PARTS) {
        addEach(parts[0], turned, x * k, b[row + x]);
        addEach(parts[1], turned, (x + 1) * k, b[row + x + 1]);
        addEach(parts[2], turned, (x + 2) * k, b[row + x + 2]);
        addEach(parts[3], turned, (x + 3) * k, b[row + x + 3]);
      }
      for (; x < n; x++) {
        addEach(parts[0], turned, x * k, b[row + x]);
      }
      for (int i = 0; i < k; i++) {
        c[at + i * m + j] += (parts[0][i] + parts[1][i]) + (parts[2][i] + parts[3][i]);
      }
    }
  }

  private static void addEach(float[] sums, float[] values, int from, float factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * values[from + i];
    }
  }

  private static float[] turned(float[] a, int rows, int columns) {
    float[] turned = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = a[row * columns + column];
      }
    }
    return turned;
  }

  static void addOuterByDots(float[] a, float[] b, float[] c, int at, int m, int n, int k) {
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < m; j++) {
        c[at + i * m + j] += dot(a, i * n, b, j * n, n);
      }
    }
  }

  private static void add4(
      float[] c, int to, float[] b, int from, int n, float a0, float a1, float a2, float a3) {
    int second = from + n;
    int third = second + n;
    int fourth = third + n;
    for (int x = 0; x < n; x++) {
      c[to + x] += a0 * b[from + x] + a1 * b[second + x] + a2 * b[third + x] + a3 * b[fourth + x];
    }
  }

  private static void add1(float[] c, int to, float[] b, int from, int n, float a) {
    for (int x = 0; x < n; x++) {
      c[to + x] += a * b[from + x];
    }
  }

  private static float dot(float[] a, int at, float[] b, int from, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int x = 0;
    for (; x + 4 <= n; x += 4) {
      s0 += a[at + x] * b[from + x];
      s1 += a[at + x + 1] * b[from + x + 1];
      s2 += a[at + x + 2] * b[from + x + 2];
      s3 += a[at + x + 3] * b[from + x + 3];
    }
    for (; x < n; x++) {
      s0 += a[at + x] * b[from + x];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
