package io.sensorium.model.labelled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Files of samples by their endings, read with a limit. */
public final class SampleFiles {
  /** An uncompressed picture of twenty million pixels; minutes of sound. */
  private static final long MAX_BYTES = 64L << 20;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_FILES = 2_000_000;

  static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "pnm", "ppm", "pgm");
  static final Set<String> SOUNDS = Set.of("wav");
  static final Set<String> TEXTS = Set.of("txt");

  private SampleFiles() {}

  /** Files below a folder, in the order of their paths, hidden ones left out. */
  static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      List<Path> found =
          files
              .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
              .filter(Files::isRegularFile)
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
      if (found.size() > MAX_FILES) {
        throw new SampleException(
            folder, "at most " + MAX_FILES + " files", "more", "Name a smaller folder");
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw new SampleException(
          folder, "a folder of labelled samples", e.toString(), "Check the path");
    }
  }

  /** What stands behind the last dot of a name, in lower case; empty without one. */
  static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  static boolean isPicture(Path file) {
    return PICTURES.contains(ending(file));
  }

  static boolean isSample(Path file) {
    return isPicture(file) || SOUNDS.contains(ending(file)) || TEXTS.contains(ending(file));
  }

  /** The content of a sample's file: the text of a text file, all else unopened. */
  static Sample.Content content(Path file) {
    return TEXTS.contains(ending(file))
        ? new Sample.Written(text(file).strip())
        : new Sample.Stored(file);
  }

  static String text(Path file) {
    bounded(file);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new SampleException(file, "text in UTF-8", "other bytes", "Convert it to UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A whole file.
   *
   * @throws SampleException if it is not there or larger than 64 MiB
   */
  public static byte[] bytes(Path file) {
    bounded(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void bounded(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw new SampleException(
            file,
            "a file of at most " + MAX_BYTES + " bytes",
            Files.exists(file) ? Files.size(file) + " bytes or no plain file" : "nothing",
            "Correct the path or shorten the sample");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
