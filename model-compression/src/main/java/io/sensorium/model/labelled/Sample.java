package io.sensorium.model.labelled;

import java.nio.file.Path;
import java.util.List;

/**
 * One payload, and what is right for it.
 *
 * @param name tells samples apart for people: a file's path, a table's line
 */
public record Sample(String name, Content content, Truth truth) {

  /** Where the payload is. */
  public sealed interface Content {}

  /** A picture or clip of sound, unopened. */
  public record Stored(Path file) implements Content {}

  /**
   * Clips of sound that follow each other, unopened: what is heard up to the end of the last.
   *
   * @param files at least one
   */
  public record Heard(List<Path> files) implements Content {
    public Heard {
      files = List.copyOf(files);
    }
  }

  /** A text itself. */
  public record Written(String text) implements Content {}

  /** What is right. */
  public sealed interface Truth {}

  /** The one class that it is of. */
  public record Labelled(String label) implements Truth {}

  /** All things that are in a picture. */
  public record Boxed(List<Box> boxes) implements Truth {
    public Boxed {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A thing in a picture; middle and size are shares of the picture's width and height.
   *
   * @param label its name, or its number where the data name none
   */
  public record Box(String label, double middleX, double middleY, double width, double height) {}
}
