package io.sensorium.worker.feature;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words and their vectors, as GloVe, fastText and word2vec write them. Immutable. */
public final class WordVectors {
  /** 512 MiB of floats. */
  private static final long MAX_VALUES = 1L << 27;

  private static final int MAX_WIDTH = 4096;
  private static final int MAX_LINE = 1 << 17;

  private final Map<String, float[]> vectors;
  private final int width;

  private WordVectors(Map<String, float[]> vectors, int width) {
    this.vectors = vectors;
    this.width = width;
  }

  /**
   * Reads lines of a word and its numbers, between single spaces. A first line of two whole numbers
   * is a header and is left out. Of a word that comes twice the first vector counts.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no such text or larger than 512 MiB of floats
   */
  public static WordVectors text(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    Map<String, float[]> vectors = new HashMap<>();
    int width = 0;
    int number = 0;
    for (String line = until(data, '\n'); line != null; line = until(data, '\n')) {
      number++;
      String[] cells = line.strip().split(" ", -1);
      boolean header = number == 1 && cells.length == 2;
      if (!header && !line.isBlank()) {
        width = width == 0 ? cells.length - 1 : width;
        check(width, vectors.size() + 1L);
        vectors.putIfAbsent(cells[0], parsed(cells, width, number));
      }
    }
    return new WordVectors(vectors, checked(width));
  }

  /**
   * Reads word2vec's binary form: a line with the number of words and of values, then for each word
   * its UTF-8 letters, a space and the values as little-endian floats.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is none or larger than 512 MiB of floats
   */
  public static WordVectors binary(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    List<Integer> header = new ArrayList<>();
    String first = until(data, '\n');
    for (String cell : first == null ? new String[0] : first.strip().split(" ", -1)) {
      header.add(cell.matches("\\d{1,9}") ? Integer.parseInt(cell) : 0);
    }
    if (header.size() != 2 || header.contains(0)) {
      throw new IllegalArgumentException(
          "expected a first line of two whole numbers, found '" + first + "'");
    }
    int width = header.get(1);
    check(width, header.get(0));
    Map<String, float[]> vectors = new HashMap<>();
    byte[] bytes = new byte[4 * width];
    try {
      for (int i = 0; i < header.get(0); i++) {
        String word = until(data, ' ');
        data.readFully(bytes);
        float[] vector = new float[width];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        vectors.putIfAbsent(String.valueOf(word).strip(), finite(vector, i + 1));
      }
    } catch (EOFException early) {
      throw new IllegalArgumentException(
          "expected %d words of %d values, found the end after %d"
              .formatted(header.get(0), width, vectors.size()),
          early);
    }
    return new WordVectors(vectors, width);
  }

  /** Values of each vector. */
  public int width() {
    return width;
  }

  /** Number of words. */
  public int words() {
    return vectors.size();
  }

  /** Adds a word's vector to a sum; false if the word is not known. */
  boolean add(String word, double[] sum) {
    float[] vector = vectors.get(word);
    for (int i = 0; vector != null && i < width; i++) {
      sum[i] += vector[i];
    }
    return vector != null;
  }

  private static float[] parsed(String[] cells, int width, int number) {
    float[] vector = new float[Math.max(0, cells.length - 1)];
    try {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = Float.parseFloat(cells[i + 1]);
      }
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(
          "expected a word and %d numbers on line %d, found %s"
              .formatted(width, number, none.getMessage()),
          none);
    }
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "expected a word and %d numbers on line %d, found %d numbers"
              .formatted(width, number, vector.length));
    }
    return finite(vector, number);
  }

  private static float[] finite(float[] vector, int number) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "expected finite numbers for word " + number + ", found " + Arrays.toString(vector));
      }
    }
    return vector;
  }

  private static int checked(int width) {
    check(width, 1);
    return width;
  }

  private static void check(int width, long words) {
    if (width < 1 || width > MAX_WIDTH || words * width > MAX_VALUES) {
      throw new IllegalArgumentException(
          "expected words of 1 to %d values, %d values in all at most, found %d words of %d"
              .formatted(MAX_WIDTH, MAX_VALUES, words, width));
    }
  }

  /** The text before the next such character; null at the end. */
  private static @Nullable String until(DataInputStream in, char end) throws IOException {
    byte[] line = new byte[256];
    int length = 0;
    for (int next = in.read(); next != end; next = in.read()) {
      if (next < 0 && length == 0) {
        return null;
      }
      if (next < 0) {
        break;
      }
      if (length == MAX_LINE) {
        throw new IllegalArgumentException("expected lines of at most " + MAX_LINE + " bytes");
      }
      line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
      line[length++] = (byte) next;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }
}
