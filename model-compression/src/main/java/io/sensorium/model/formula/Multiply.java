package io.sensorium.model.formula;

/** The product of two matrices value by value, the second broadcast. */
public record Multiply() implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    Node a = self.operand(0);
    Node b = self.operand(1);
    for (int i = 0; i < self.rows(); i++) {
      for (int j = 0; j < self.columns(); j++) {
        int place = i * self.columns() + j;
        v[self.at() + place] = v[a.at() + place] * v[Broadcast.at(b, i, j)];
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
        int other = Broadcast.at(b, i, j);
        s[a.at() + place] += s[self.at() + place] * v[other];
        s[other] += s[self.at() + place] * v[a.at() + place];
      }
    }
  }
}
