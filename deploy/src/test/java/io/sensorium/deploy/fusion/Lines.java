package io.sensorium.deploy.fusion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The lines of a file as a sorted array of their hashes: eight bytes a line, whatever its length.
 */
final class Lines {
  private static final int MOST_SHOWN = 10;

  private final Path file;
  private final long[] hashes;

  private Lines(Path file, long[] hashes) {
    this.file = file;
    this.hashes = hashes;
  }

  static Lines of(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return new Lines(
          file, lines.filter(l -> !l.isEmpty()).mapToLong(Lines::hash).sorted().toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int count() {
    return hashes.length;
  }

  /** How many lines there are if each counts once. */
  long distinct() {
    return LongStream.of(hashes).distinct().count();
  }

  /** How many distinct values a field of the lines has, as far as the pattern finds it. */
  long distinctBy(String upTo) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(l -> !l.isEmpty())
          .mapToLong(l -> hash(l.substring(0, l.indexOf(upTo))))
          .distinct()
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same lines, each as often. */
  boolean equal(Lines other) {
    return Arrays.equals(hashes, other.hashes);
  }

  /** The same lines, no matter how often. */
  boolean sameSet(Lines other) {
    return Arrays.equals(
        LongStream.of(hashes).distinct().toArray(),
        LongStream.of(other.hashes).distinct().toArray());
  }

  /** Some lines of this file that the other one does not have. */
  List<String> beyond(Lines other) {
    List<String> found = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String l = lines.readLine();
          l != null && found.size() < MOST_SHOWN;
          l = lines.readLine()) {
        if (!l.isEmpty() && Arrays.binarySearch(other.hashes, hash(l)) < 0) {
          found.add(l);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** FNV-1a with a final mix. */
  private static long hash(String line) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : line.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
