package io.sensorium.model.formula;

/** Matrices side by side, with as many rows each. */
public record Join() implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    int column = 0;
    for (Node part : self.operands()) {
      for (int i = 0; i < self.rows(); i++) {
        int to = self.at() + i * self.columns() + column;
        System.arraycopy(v, part.at() + i * part.columns(), v, to, part.columns());
      }
      column += part.columns();
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    int column = 0;
    for (Node part : self.operands()) {
      for (int i = 0; i < self.rows(); i++) {
        int from = self.at() + i * self.columns() + column;
        for (int j = 0; j < part.columns(); j++) {
          s[part.at() + i * part.columns() + j] += s[from + j];
        }
      }
      column += part.columns();
    }
  }
}
