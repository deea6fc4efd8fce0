package io.sensorium.bench.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The moments that {@code sensorium align} makes of the topics.
 *
 * @param events of the topics
 * @param moments by the number of their frame
 */
public record Oracle(SourceEvents events, Map<Integer, Matches> moments) {

  /**
   * Saves the topics' timeline in a folder and aligns it there.
   *
   * @param kafka client settings
   * @param folder not there yet
   */
  public static Oracle of(Map<String, String> kafka, Path pipeline, Path folder)
      throws IOException {
    SourceEvents events = TopicTimeline.save(kafka, folder);
    Path lines = folder.resolve("moments.jsonl");
    AlignRecording.run(Pipeline.read(pipeline), folder, lines, folder.resolve("dropped.jsonl"));
    Map<Integer, Matches> moments = new HashMap<>();
    try (MappingIterator<JsonNode> rows =
        new ObjectMapper().readerFor(JsonNode.class).readValues(lines.toFile())) {
      while (rows.hasNext()) {
        JsonNode moment = rows.next();
        String site = moment.get("site").asText();
        JsonNode inputs = moment.get("inputs");
        Matches matches = Matches.none();
        inputs.path("sound").forEach(e -> matches.sound().add(number(events, site, e)));
        inputs.path("words").forEach(e -> matches.words().add(number(events, site, e)));
        moments.put(number(events, site, inputs.get("view").get(0)), matches);
      }
    }
    return new Oracle(events, moments);
  }

  private static int number(SourceEvents events, String site, JsonNode event) {
    return events.number(site, event.get("sensor").asText() + "/" + event.get("id").asText());
  }

  /** When the last of what belongs to a moment was appended, milliseconds since the epoch. */
  public long settledMs(int frame) {
    long settled = events.arrivalMs(frame);
    Matches matches = moments.getOrDefault(frame, Matches.none());
    for (int event : matches.sound()) {
      settled = Math.max(settled, events.arrivalMs(event));
    }
    for (int event : matches.words()) {
      settled = Math.max(settled, events.arrivalMs(event));
    }
    return settled;
  }
}
