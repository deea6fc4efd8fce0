package io.sensorium.model.weights;

/**
 * A matrix whose columns are cut into blocks of rows, each with a scale and a zero: value = scale *
 * (step - zero). Steps are unsigned.
 *
 * <p>A symmetric block's scale has the sign that puts its largest magnitude on the lowest of the
 * steps, of which there is one more than above the middle: so all of them are used.
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param block rows of a block; the last of a column may be shorter
 * @param bits of a step
 * @param steps [rows][columns]
 * @param scales [blocks][columns]
 * @param zeros [blocks][columns]; all in the middle where blocks are symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BlockedMatrix(
    int rows, int columns, int block, int bits, int[] steps, float[] scales, int[] zeros) {
  private static final float SMALLEST = 1e-8f;

  /**
   * @param matrix [rows][columns]
   */
  static BlockedMatrix of(float[] matrix, int rows, int columns, WeightScheme scheme) {
    int blocks = (rows + scheme.block() - 1) / scheme.block();
    BlockedMatrix result =
        new BlockedMatrix(
            rows,
            columns,
            scheme.block(),
            scheme.bits(),
            new int[rows * columns],
            new float[blocks * columns],
            new int[blocks * columns]);
    for (int b = 0; b < blocks; b++) {
      for (int c = 0; c < columns; c++) {
        result.fit(matrix, b, c, scheme.symmetric());
        result.round(matrix, b, c);
      }
    }
    return result;
  }

  int blocks() {
    return scales.length / columns;
  }

  float value(int row, int column) {
    int at = row / block * columns + column;
    return scales[at] * (steps[row * columns + column] - zeros[at]);
  }

  private void fit(float[] matrix, int b, int c, boolean symmetric) {
    float low = 0;
    float high = 0;
    for (int r = b * block; r < end(b); r++) {
      low = Math.min(low, matrix[r * columns + c]);
      high = Math.max(high, matrix[r * columns + c]);
    }
    int at = b * columns + c;
    int middle = 1 << (bits - 1);
    if (symmetric) {
      float extreme = -low >= high ? low : high;
      scales[at] = Math.abs(extreme) < SMALLEST ? SMALLEST : extreme / -middle;
      zeros[at] = middle;
    } else {
      int highest = (1 << bits) - 1;
      scales[at] = Math.max(high - low, SMALLEST) / highest;
      zeros[at] = Math.max(0, Math.min(highest, Math.round(-low / scales[at])));
    }
  }

  private void round(float[] matrix, int b, int c) {
    int at = b * columns + c;
    int highest = (1 << bits) - 1;
    for (int r = b * block; r < end(b); r++) {
      int step = (int) Math.rint(matrix[r * columns + c] / scales[at]) + zeros[at];
      steps[r * columns + c] = Math.max(0, Math.min(highest, step));
    }
  }

  private int end(int b) {
    return Math.min(rows, (b + 1) * block);
  }
}
