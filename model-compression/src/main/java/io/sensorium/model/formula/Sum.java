package io.sensorium.model.formula;

/** The sum of two matrices, the second broadcast. */
public record Sum() implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    Node a = self.operand(0);
    Node b = self.operand(1);
    for (int i = 0; i < self.rows(); i++) {
      for (int j = 0; j < self.columns(); j++) {
        int place = i * self.columns() + j;
        v[self.at() + place] = v[a.at() + place] + v[Broadcast.at(b, i, j)];
      }
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    Node a = self.operand(0);
    Node b = self.operand(1);
    for (int i = 0; i < self.rows(); i++) {
      for (int j = 0; j < self.columns(); j++) {
        int place = i * self.columns() + j;
        s[a.at() + place] += s[self.at() + place];
        s[Broadcast.at(b, i, j)] += s[self.at() + place];
      }
    }
  }
}
