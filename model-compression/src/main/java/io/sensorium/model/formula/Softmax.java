package io.sensorium.model.formula;

/** Each row's exponentials over their sum. */
public record Softmax() implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    int from = self.operand(0).at();
    int n = self.columns();
    for (int row = 0; row < self.size(); row += n) {
      float highest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        highest = Math.max(highest, v[from + row + j]);
      }
      double sum = 0;
      for (int j = 0; j < n; j++) {
        double e = StrictMath.exp(v[from + row + j] - highest);
        v[self.at() + row + j] = (float) e;
        sum += e;
      }
      for (int j = 0; j < n; j++) {
        v[self.at() + row + j] /= (float) sum;
      }
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    int from = self.operand(0).at();
    int n = self.columns();
    for (int row = self.at(); row < self.at() + self.size(); row += n) {
      float weighted = 0;
      for (int j = 0; j < n; j++) {
        weighted += s[row + j] * v[row + j];
      }
      for (int j = 0; j < n; j++) {
        s[from + row - self.at() + j] += v[row + j] * (s[row + j] - weighted);
      }
    }
  }
}
