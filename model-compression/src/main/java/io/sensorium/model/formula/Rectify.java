package io.sensorium.model.formula;

/**
 * What is above 0, and a part of what is below.
 *
 * @param leak that part; 0 for none
 */
public record Rectify(float leak) implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    int from = self.operand(0).at();
    for (int i = 0; i < self.size(); i++) {
      float x = v[from + i];
      v[self.at() + i] = x > 0 ? x : leak * x;
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    int from = self.operand(0).at();
    for (int i = 0; i < self.size(); i++) {
      s[from + i] += (v[from + i] > 0 ? 1 : leak) * s[self.at() + i];
    }
  }
}
