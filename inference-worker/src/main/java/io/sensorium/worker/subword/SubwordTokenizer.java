package io.sensorium.worker.subword;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.TextFeatures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer of Hugging Face's library for texts of one length: longer ones are cut, special
 * tokens kept, and shorter ones padded. The native memory goes when nothing refers to it any more.
 * Thread-safe.
 */
public final class SubwordTokenizer {
  private static final Cleaner CLEANER = Cleaner.create();

  private final HuggingFaceTokenizer tokenizer;
  private final int length;
  private final long padId;

  /** The tensors of one model are filled from the same text, one after the other. */
  private volatile @Nullable Encoded last;

  private static final class Encoded {
    private final String text;
    private final long[] ids;
    private final long[] mask;
    private final long[] types;

    Encoded(String text, Encoding encoding) {
      this.text = text;
      this.ids = encoding.getIds();
      this.mask = encoding.getAttentionMask();
      this.types = encoding.getTypeIds();
    }
  }

  private SubwordTokenizer(HuggingFaceTokenizer tokenizer, int length, long padId) {
    this.tokenizer = tokenizer;
    this.length = length;
    this.padId = padId;
    CLEANER.register(this, tokenizer::close);
  }

  /**
   * @param json the bytes of a {@code tokenizer.json}
   * @param length ids of a text
   * @param padId the id behind texts that are too short
   * @throws IllegalArgumentException if the bytes are no tokenizer
   * @throws IllegalStateException if the native library does not load here
   */
  static SubwordTokenizer of(byte[] json, int length, long padId) {
    // Else the library asks the network which machine this is.
    System.setProperty("ai.djl.offline", "true");
    Map<String, String> options =
        Map.of(
            "truncation",
            "true",
            "padding",
            "false",
            "maxLength",
            Integer.toString(length),
            "modelMaxLength",
            Integer.toString(length));
    try {
      return new SubwordTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options), length, padId);
    } catch (IOException | RuntimeException refused) {
      throw new IllegalArgumentException(String.valueOf(refused.getMessage()), refused);
    } catch (LinkageError missing) {
      throw new IllegalStateException(
          "the tokenizers' native library does not load here: " + missing, missing);
    }
  }

  /** The ids of the pieces; behind them the one for padding. */
  public TextFeatures ids() {
    return new Part(encoded -> encoded.ids, padId);
  }

  /** 1 for each piece; behind them 0. */
  public TextFeatures mask() {
    return new Part(encoded -> encoded.mask, 0);
  }

  /** The sentence that a piece belongs to, which is 0 for all. */
  public TextFeatures types() {
    return new Part(encoded -> encoded.types, 0);
  }

  private Encoded encode(String text) throws FeatureException {
    Encoded known = last;
    if (known != null && known.text.equals(text)) {
      return known;
    }
    TextFeatures.checkLength(text);
    try {
      Encoded fresh = new Encoded(text, tokenizer.encode(text));
      last = fresh;
      return fresh;
    } catch (RuntimeException refused) {
      throw new FeatureException(
          "a text that the tokenizer takes",
          String.valueOf(refused.getMessage()),
          "check what is sent",
          refused);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private final class Part implements TextFeatures {
    private final Function<Encoded, long[]> values;
    private final long padding;

    Part(Function<Encoded, long[]> values, long padding) {
      this.values = values;
      this.padding = padding;
    }

    @Override
    public int size() {
      return length;
    }

    @Override
    public void write(String text, FloatBuffer target) throws FeatureException {
      long[] encoded = values.apply(encode(text));
      int base = target.position();
      for (int i = 0; i < length; i++) {
        target.put(base + i, (float) (i < encoded.length ? encoded[i] : padding));
      }
    }
  }
}
