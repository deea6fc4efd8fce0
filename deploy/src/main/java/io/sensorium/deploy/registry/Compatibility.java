package io.sensorium.deploy.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Which earlier schemas of a subject a new one must get on with, and in which direction. */
enum Compatibility {
  NONE(false, false, false),
  /** Readers of the new schema read what the latest wrote. */
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  /** Readers of the latest schema read what the new one writes. */
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  Compatibility(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  static Compatibility named(String name) {
    for (Compatibility level : values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return level;
      }
    }
    throw Refused.invalidLevel(name);
  }

  /**
   * What forbids the schema, in words; empty if nothing does.
   *
   * @param earlier the subject's schemas, the oldest first
   */
  List<String> problems(Schema proposed, List<Schema> earlier) {
    List<String> problems = new ArrayList<>();
    int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
    for (Schema other : earlier.subList(from, earlier.size())) {
      if (backward) {
        problems.addAll(readingProblems("new", proposed, "earlier", other));
      }
      if (forward) {
        problems.addAll(readingProblems("earlier", other, "new", proposed));
      }
    }
    return problems;
  }

  private static List<String> readingProblems(
      String readerName, Schema reader, String writerName, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(
            problem ->
                "{errorType:'%s', description:'The %s schema cannot read what the %s one writes, at path %s', additionalInfo:'%s'}"
                    .formatted(
                        problem.getType(),
                        readerName,
                        writerName,
                        problem.getLocation(),
                        problem.getMessage()))
        .toList();
  }
}
