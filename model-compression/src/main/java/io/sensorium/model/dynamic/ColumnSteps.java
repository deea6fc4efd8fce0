package io.sensorium.model.dynamic;

/**
 * A matrix in signed steps, symmetric, each column in steps of its own.
 *
 * @param steps [rows][columns]
 * @param scales one for each column
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ColumnSteps(byte[] steps, float[] scales) {
  private static final float SMALLEST = 1e-8f;

  /**
   * @param limit the largest step: 127, or 63 for processors that add pairs of products in 16 bits
   */
  static ColumnSteps of(float[] matrix, int columns, int limit) {
    float[] scales = new float[columns];
    for (int i = 0; i < matrix.length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(matrix[i]));
    }
    for (int c = 0; c < columns; c++) {
      scales[c] = Math.max(scales[c], SMALLEST) / limit;
    }
    byte[] steps = new byte[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      double step = Math.rint(matrix[i] / scales[i % columns]);
      steps[i] = (byte) Math.max(-limit, Math.min(limit, step));
    }
    return new ColumnSteps(steps, scales);
  }
}
