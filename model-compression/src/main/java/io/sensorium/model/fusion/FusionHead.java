package io.sensorium.model.fusion;

import io.sensorium.model.formula.Formula;
import io.sensorium.model.formula.FormulaBuilder;
import io.sensorium.model.formula.Node;
import java.util.Arrays;
import java.util.Locale;

/**
 * Ways to make scores of the embeddings of some senses. All take the same example, each sense's
 * embedding and then a mask of those that are there, and whatever is missing has no part in them.
 */
public enum FusionHead {
  CONCATENATION("embeddings side by side, one dense layer") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      return f.dense(senses.sideBySide(f, senses.tokens()), classes);
    }
  },
  MLP("embeddings side by side, two dense layers") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      return perceptron(f, senses.sideBySide(f, senses.tokens()), classes);
    }
  },
  WEIGHTED_BY_HAND("the same, each sense times its accuracy alone") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node weights = f.constant(senses.count(), 1, senses.worth());
      return perceptron(f, senses.sideBySide(f, f.multiply(senses.tokens(), weights)), classes);
    }
  },
  WEIGHTED_LEARNED("the same, each sense times a weight that is learned") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node weights = f.scale(f.softmax(f.parameter(1, senses.count())), senses.count(), 0);
      Node column = f.reshape(weights, senses.count(), 1);
      return perceptron(f, senses.sideBySide(f, f.multiply(senses.tokens(), column)), classes);
    }
  },
  ADAPTIVE("each sense times how far it agrees with the others, by correlation") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node common =
          f.normalise(f.product(senses.tokens(), f.parameter(senses.width(), HIDDEN / 2)));
      Node present = f.reshape(senses.mask(), senses.count(), 1);
      Node agreement = f.product(f.productTransposed(common, common), present);
      Node row = f.reshape(agreement, 1, senses.count());
      Node weights = f.softmax(f.sum(row, senses.absence(f)));
      Node column = f.scale(f.reshape(weights, senses.count(), 1), senses.count(), 0);
      return perceptron(f, senses.sideBySide(f, f.multiply(senses.tokens(), column)), classes);
    }
  },
  SELF_ATTENTION("every sense attends to all (Vaswani et al., 2017)") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node known = f.sum(senses.tokens(), f.parameter(senses.count(), senses.width()));
      Node attended = attention(f, senses, known, known, senses.absence(f));
      return perceptron(f, senses.sideBySide(f, f.sum(senses.tokens(), attended)), classes);
    }
  },
  CROSS_ATTENTION("every sense attends to the others (Tsai et al., 2019)") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node known = f.sum(senses.tokens(), f.parameter(senses.count(), senses.width()));
      int n = senses.count();
      float[] self = new float[n * n];
      for (int i = 0; i < n; i++) {
        self[i * n + i] = Senses.NEVER;
      }
      // The fixed matrix goes second, since only the second is broadcast over a batch.
      Node zeros = f.product(f.reshape(senses.mask(), n, 1), f.constant(1, n, new float[n]));
      Node never = f.sum(f.sum(zeros, f.constant(n, n, self)), senses.absence(f));
      Node attended = attention(f, senses, known, known, never);
      return perceptron(
          f,
          f.join(senses.sideBySide(f, senses.tokens()), f.reshape(attended, 1, attended.size())),
          classes);
    }
  },
  LATENT_ATTENTION("learned questions attend to the senses (Jaegle et al., 2021)") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node known = f.sum(senses.tokens(), f.parameter(senses.count(), senses.width()));
      Node questions = f.parameter(QUESTIONS, senses.width());
      Node answers = attention(f, senses, questions, known, senses.absence(f));
      return perceptron(f, f.join(f.reshape(answers, 1, answers.size()), senses.mask()), classes);
    }
  },
  GRAPH_ATTENTION("senses as nodes of a graph (Veličković et al., 2018)") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      int n = senses.count();
      Node h = f.product(senses.tokens(), f.parameter(senses.width(), senses.width()));
      Node to = f.product(h, f.parameter(senses.width(), 1));
      Node from = f.product(h, f.parameter(senses.width(), 1));
      float[] ones = new float[n];
      Arrays.fill(ones, 1);
      Node pairs = f.product(to, f.constant(1, n, ones));
      Node edges = f.rectify(f.sum(pairs, f.reshape(from, 1, n)), 0.2f);
      Node weights = f.softmax(f.sum(edges, senses.absence(f)));
      Node gathered = f.rectify(f.product(weights, h), 0);
      return perceptron(f, senses.sideBySide(f, f.sum(senses.tokens(), gathered)), classes);
    }
  },
  CNN("a convolution along the embeddings, senses as its channels") {
    @Override
    Node scores(FormulaBuilder f, Senses senses, int classes) {
      Node sum = f.product(f.parameter(FILTERS, senses.count()), senses.tokens());
      for (int shift : new int[] {-1, 1}) {
        Node shifted = f.product(senses.tokens(), senses.shift(f, shift));
        sum = f.sum(sum, f.product(f.parameter(FILTERS, senses.count()), shifted));
      }
      Node maps = f.rectify(sum, 0);
      return perceptron(f, f.join(f.reshape(maps, 1, maps.size()), senses.mask()), classes);
    }
  };

  private static final int HIDDEN = 64;
  private static final int QUESTIONS = 4;
  private static final int FILTERS = 8;

  private final String text;

  FusionHead(String text) {
    this.text = text;
  }

  /** In small letters, for tables and options. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, in a few words. */
  public String text() {
    return text;
  }

  /**
   * The scores of an example.
   *
   * @param senses how many there are
   * @param width values of an embedding
   * @param worth what each sense is worth by itself, from 0 to 1; only heads weighted by hand ask
   */
  public Formula formula(int senses, int width, int classes, float... worth) {
    FormulaBuilder f = new FormulaBuilder();
    Node tokens = f.input("senses", senses, width);
    Node mask = f.input("mask", 1, senses);
    return f.build(scores(f, new Senses(tokens, mask, worth), classes));
  }

  abstract Node scores(FormulaBuilder f, Senses senses, int classes);

  private static Node perceptron(FormulaBuilder f, Node row, int classes) {
    return f.dense(f.rectify(f.dense(row, HIDDEN), 0), classes);
  }

  /** Scaled dot products; what is never asked of has a bias that leaves it nothing. */
  private static Node attention(
      FormulaBuilder f, Senses senses, Node asking, Node asked, Node never) {
    int width = senses.width();
    Node queries = f.product(asking, f.parameter(width, width));
    Node keys = f.product(asked, f.parameter(width, width));
    Node values = f.product(asked, f.parameter(width, width));
    Node alike = f.scale(f.productTransposed(queries, keys), (float) (1 / Math.sqrt(width)), 0);
    return f.product(f.softmax(f.sum(alike, never)), values);
  }
}
