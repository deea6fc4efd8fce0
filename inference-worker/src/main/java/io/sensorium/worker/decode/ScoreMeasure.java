package io.sensorium.worker.decode;

/** One number about a row of scores, to decide by. */
public sealed interface ScoreMeasure {
  /**
   * @param scores in [0, 1], not empty
   * @return in [0, 1]
   */
  double of(float[] scores);

  /** What holds where a model had nothing to go by. */
  double ofNothing();

  /** The largest score; 0 of nothing. */
  record Largest() implements ScoreMeasure {
    @Override
    public double of(float[] scores) {
      double largest = 0;
      for (float score : scores) {
        largest = Math.max(largest, score);
      }
      return largest;
    }

    @Override
    public double ofNothing() {
      return 0;
    }
  }

  /**
   * Shannon's entropy of the scores as shares of their sum, over that of as many equal ones: 0
   * where one label has all, 1 where all are equal, and of nothing.
   */
  record Entropy() implements ScoreMeasure {
    @Override
    public double of(float[] scores) {
      double sum = 0;
      for (float score : scores) {
        sum += score;
      }
      if (scores.length < 2 || sum <= 0) {
        return scores.length < 2 ? 0 : 1;
      }
      double entropy = 0;
      for (float score : scores) {
        double share = score / sum;
        entropy -= share > 0 ? share * Math.log(share) : 0;
      }
      return entropy / Math.log(scores.length);
    }

    @Override
    public double ofNothing() {
      return 1;
    }
  }

  /**
   * The score of one label; 0 of nothing.
   *
   * @param place of the label in the row
   */
  record Label(int place) implements ScoreMeasure {
    @Override
    public double of(float[] scores) {
      return scores[place];
    }

    @Override
    public double ofNothing() {
      return 0;
    }
  }
}
