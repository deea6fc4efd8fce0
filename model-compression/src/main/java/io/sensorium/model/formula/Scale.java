package io.sensorium.model.formula;

/** {@code factor * x + offset}. */
public record Scale(float factor, float offset) implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    int from = self.operand(0).at();
    for (int i = 0; i < self.size(); i++) {
      v[self.at() + i] = factor * v[from + i] + offset;
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    int from = self.operand(0).at();
    for (int i = 0; i < self.size(); i++) {
      s[from + i] += factor * s[self.at() + i];
    }
  }
}
