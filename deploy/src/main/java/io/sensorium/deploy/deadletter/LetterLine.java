package io.sensorium.deploy.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sensorium.event.DeadLetter;

/** A dead letter in one line, for a person or as JSON. */
public final class LetterLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LetterLine() {}

  /** For a person: where it stands, what failed where, and why. */
  public static String text(Letter letter, boolean replayed) {
    DeadLetter content = letter.content();
    if (content == null) {
      return letter.place() + "  is no dead letter";
    }
    return "%d@%d  %s  %-8s  %s  of %s-%d@%d%s  %s"
        .formatted(
            letter.partition().partition(),
            letter.offset(),
            content.getFailedAt(),
            content.getStage(),
            content.getSite() == null ? "(no site)" : content.getSite(),
            content.getTopic(),
            content.getPartition(),
            content.getOffset(),
            (replayed ? ", sent back" : "") + times(letter),
            content.getReason().strip().replaceAll("\\s+", " "));
  }

  /** As one JSON object. */
  public static String json(Letter letter, boolean replayed) {
    ObjectNode line = JSON.createObjectNode();
    line.put("partition", letter.partition().partition());
    line.put("offset", letter.offset());
    DeadLetter content = letter.content();
    if (content != null) {
      line.put("pipeline", content.getPipeline());
      line.put("stage", content.getStage().name());
      line.put("site", content.getSite());
      line.put("moment_id", content.getMomentId());
      line.put("failed_at", content.getFailedAt().toString());
      line.put("reason", content.getReason());
      line.put("stack", content.getStack());
      line.putObject("of")
          .put("topic", content.getTopic())
          .put("partition", content.getPartition())
          .put("offset", content.getOffset())
          .put("kept", content.getValue() != null);
      line.put("traceparent", content.getTraceparent());
    }
    line.put("replays", letter.replays());
    line.put("sent_back", replayed);
    return line.toString();
  }

  private static String times(Letter letter) {
    return letter.replays() == 0 ? "" : ", failed again after %d".formatted(letter.replays());
  }
}
