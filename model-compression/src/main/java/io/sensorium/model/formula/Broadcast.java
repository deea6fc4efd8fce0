package io.sensorium.model.formula;

/** A second operand that may be one row, one column or one number, which then counts for all. */
final class Broadcast {
  private Broadcast() {}

  /** Where the second operand's value for that place of the first stands. */
  static int at(Node second, int row, int column) {
    int r = second.rows() == 1 ? 0 : row;
    int c = second.columns() == 1 ? 0 : column;
    return second.at() + r * second.columns() + c;
  }
}
