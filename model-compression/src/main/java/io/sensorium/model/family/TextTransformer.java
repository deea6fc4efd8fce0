package io.sensorium.model.family;

import io.sensorium.model.formula.Formula;
import io.sensorium.model.formula.FormulaBuilder;
import io.sensorium.model.formula.Node;
import io.sensorium.model.network.Formed;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.WordSequence;
import java.util.Arrays;
import java.util.List;

/**
 * A small encoder of texts as Vaswani et al. ("Attention Is All You Need", 2017) and Devlin et al.
 * ("BERT", 2019) have them: word vectors plus learned positions, blocks of self-attention and of a
 * perceptron with two layers, each added to what went in, the mean over the words, one layer. It
 * differs in that values are normalised before each part rather than behind it, which trains
 * without a warm-up (Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020),
 * and in rectifiers for BERT's GELU. Places behind a text's end are attended to by none and are no
 * part of the mean.
 *
 * @param words size of the vocabulary; id 0 is padding
 * @param length words of one text
 * @param width values of a word
 * @param heads of each attention; they share the width
 * @param hidden values between the perceptron's layers
 * @param blocks one after another
 */
public record TextTransformer(int words, int length, int width, int heads, int hidden, int blocks) {
  private static final float NEVER = -1e4f;

  /**
   * @throws IllegalArgumentException if anything is below 1 or the heads cannot share the width
   */
  public TextTransformer {
    int least = Math.min(Math.min(words, length), Math.min(Math.min(width, heads), hidden));
    if (least < 1 || blocks < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "expected sizes of at least 1 and a width that is a multiple of the heads, found %d words,"
                  .formatted(words)
              + " length %d, width %d, %d heads, %d hidden, %d blocks"
                  .formatted(length, width, heads, hidden, blocks));
    }
  }

  /** Its units, from word ids to scores before a softmax. */
  public List<Unit> units(int outputs) {
    return List.of(new WordSequence(words, length, width), new Formed(formula(outputs)));
  }

  /** What is behind the word vectors; its example is what {@link WordSequence} gives. */
  private Formula formula(int outputs) {
    FormulaBuilder f = new FormulaBuilder();
    Node tokens = f.input("words", length, width);
    Node shares = f.input("shares", 1, length);
    // A word's share is at least 1 / length, so that twice the length of it is safely above 1.
    Node absent = f.rectify(f.scale(shares, -2f * length, 1), 0);
    Node never = f.scale(absent, NEVER, 0);
    Node values = f.sum(tokens, f.parameter(length, width));
    for (int block = 0; block < blocks; block++) {
      values = f.sum(values, attention(f, normalised(f, values), never));
      values = f.sum(values, perceptron(f, normalised(f, values)));
    }
    return f.build(f.dense(f.product(shares, normalised(f, values)), outputs));
  }

  /** Scaled dot products, head by head; what is absent has a bias that leaves it nothing. */
  private Node attention(FormulaBuilder f, Node values, Node never) {
    int part = width / heads;
    Node[] attended = new Node[heads];
    for (int head = 0; head < heads; head++) {
      Node queries = f.dense(values, part);
      Node keys = f.dense(values, part);
      Node alike = f.scale(f.productTransposed(queries, keys), (float) (1 / Math.sqrt(part)), 0);
      attended[head] = f.product(f.softmax(f.sum(alike, never)), f.dense(values, part));
    }
    return f.dense(f.join(attended), width);
  }

  private Node perceptron(FormulaBuilder f, Node values) {
    return f.dense(f.rectify(f.dense(values, hidden), 0), width);
  }

  /**
   * Each row with a mean of 0 and a variance of 1, then scaled and shifted as is learned (Ba, Kiros
   * and Hinton, "Layer Normalization", 2016); without an epsilon: a row of equal values becomes
   * zeros.
   */
  private Node normalised(FormulaBuilder f, Node values) {
    float[] shares = new float[width];
    Arrays.fill(shares, -1f / width);
    Node centred = f.sum(values, f.product(values, f.constant(width, 1, shares)));
    Node even = f.scale(f.normalise(centred), (float) Math.sqrt(width), 0);
    Node gain = f.scale(f.parameter(1, width), 1, 1);
    return f.sum(f.multiply(even, gain), f.parameter(1, width));
  }
}
