package io.sensorium.model.fusion;

import io.sensorium.model.formula.FormulaBuilder;
import io.sensorium.model.formula.Node;

/**
 * What a head judges by.
 *
 * @param tokens a row for each sense; zeros where it is missing
 * @param mask one row: 1 for each sense that is there, else 0
 * @param worth what each is worth by itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Senses(Node tokens, Node mask, float[] worth) {
  /** So unlikely that a softmax gives nothing. */
  static final float NEVER = -1e4f;

  int count() {
    return tokens.rows();
  }

  int width() {
    return tokens.columns();
  }

  /** Rows one after the other, and the mask. */
  Node sideBySide(FormulaBuilder f, Node rows) {
    return f.join(f.reshape(rows, 1, rows.size()), mask);
  }

  /** One row: {@link #NEVER} for each sense that is missing, else 0. */
  Node absence(FormulaBuilder f) {
    return f.scale(mask, -NEVER, NEVER);
  }

  /** Moves rows by one place when multiplied from the right, with a zero at the end. */
  Node shift(FormulaBuilder f, int places) {
    float[] matrix = new float[width() * width()];
    for (int i = 0; i < width(); i++) {
      if (i + places >= 0 && i + places < width()) {
        matrix[i * width() + i + places] = 1;
      }
    }
    return f.constant(width(), width(), matrix);
  }
}
