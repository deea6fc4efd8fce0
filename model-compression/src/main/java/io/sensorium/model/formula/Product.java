package io.sensorium.model.formula;

/**
 * The product of two matrices.
 *
 * @param transposed whether the second is taken with rows and columns changed
 */
public record Product(boolean transposed) implements Operation {
  @Override
  public void forward(Node self, float[] v) {
    Node a = self.operand(0);
    Node b = self.operand(1);
    for (int i = 0; i < self.rows(); i++) {
      int row = self.at() + i * self.columns();
      for (int j = 0; j < self.columns(); j++) {
        v[row + j] = transposed ? dot(a, i, b, j, v) : 0;
      }
      for (int k = 0; k < a.columns() && !transposed; k++) {
        addRow(v, row, v[a.at() + i * a.columns() + k], v, b.at() + k * b.columns(), b.columns());
      }
    }
  }

  @Override
  public void backward(Node self, float[] v, float[] s) {
    Node a = self.operand(0);
    Node b = self.operand(1);
    for (int i = 0; i < self.rows(); i++) {
      int row = self.at() + i * self.columns();
      int left = a.at() + i * a.columns();
      if (transposed) {
        for (int j = 0; j < self.columns(); j++) {
          int right = b.at() + j * b.columns();
          addRow(s, left, s[row + j], v, right, b.columns());
          addRow(s, right, s[row + j], v, left, a.columns());
        }
      } else {
        for (int k = 0; k < a.columns(); k++) {
          int right = b.at() + k * b.columns();
          float sum = 0;
          for (int j = 0; j < b.columns(); j++) {
            sum += s[row + j] * v[right + j];
          }
          s[left + k] += sum;
          addRow(s, right, v[left + k], s, row, b.columns());
        }
      }
    }
  }

  private static float dot(Node a, int row, Node b, int column, float[] v) {
    float sum = 0;
    for (int k = 0; k < a.columns(); k++) {
      sum += v[a.at() + row * a.columns() + k] * v[b.at() + column * b.columns() + k];
    }
    return sum;
  }

  private static void addRow(float[] to, int at, float factor, float[] from, int begin, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += factor * from[begin + i];
    }
  }
}
