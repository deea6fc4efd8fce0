package io.sensorium.model.formula;

/** The same values, row after row, in other rows and columns. */
public record Reshape() implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    System.arraycopy(v, self.operand(0).at(), v, self.at(), self.size());
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    int from = self.operand(0).at();
    for (int i = 0; i < self.size(); i++) {
      s[from + i] += s[self.at() + i];
    }
  }
}
