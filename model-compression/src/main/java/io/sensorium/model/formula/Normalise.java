package io.sensorium.model.formula;

/** Each row over its Euclidean length; a row of zeros stays so. */
public record Normalise() implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    Node a = self.operand(0);
    int n = self.columns();
    for (int row = 0; row < self.size(); row += n) {
      float length = length(v, a.at() + row, n);
      for (int j = 0; j < n; j++) {
        v[self.at() + row + j] = length == 0 ? 0 : v[a.at() + row + j] / length;
      }
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    Node a = self.operand(0);
    int n = self.columns();
    for (int row = 0; row < self.size(); row += n) {
      float length = length(v, a.at() + row, n);
      float along = 0;
      for (int j = 0; j < n; j++) {
        along += s[self.at() + row + j] * v[self.at() + row + j];
      }
      for (int j = 0; j < n && length != 0; j++) {
        s[a.at() + row + j] += (s[self.at() + row + j] - along * v[self.at() + row + j]) / length;
      }
    }
  }

  private static float length(float[] v, int at, int n) {
    float sum = 0;
    for (int j = 0; j < n; j++) {
      sum += v[at + j] * v[at + j];
    }
    return (float) Math.sqrt(sum);
  }
}
