package io.sensorium.model.supervised.intent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.model.labelled.SampleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Utterances of one JSON file in either of the forms of Snips: {@code {intent: [{data: [{text}]}]}}
 * as in its benchmark of 2017 (Coucke et al., 2018), or {@code {intents: {intent: {utterances:
 * [{data: [{text}]}]}}}} as its library reads them. An utterance's text is that of its parts.
 */
final class SnipsFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SnipsFiles() {}

  /** The utterances; empty for JSON of another form. */
  static List<LabelledText> read(Path file) {
    List<LabelledText> texts = new ArrayList<>();
    JsonNode root = tree(file);
    for (Map.Entry<String, JsonNode> intent : root.path("intents").properties()) {
      add(intent.getKey(), intent.getValue().path("utterances"), texts);
    }
    for (Map.Entry<String, JsonNode> intent : root.properties()) {
      if (intent.getValue().isArray()) {
        add(intent.getKey(), intent.getValue(), texts);
      }
    }
    return texts;
  }

  private static void add(String intent, JsonNode utterances, List<LabelledText> texts) {
    for (JsonNode utterance : utterances) {
      StringBuilder text = new StringBuilder();
      utterance.path("data").forEach(part -> text.append(part.path("text").asText()));
      if (!text.toString().isBlank()) {
        texts.add(new LabelledText(text.toString().strip(), intent));
      }
    }
  }

  private static JsonNode tree(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException broken) {
      throw new SampleException(
          file, "a JSON file", broken.getOriginalMessage(), "Correct it, or take it away");
    } catch (IOException unreadable) {
      throw new SampleException(
          file, "a file that can be read", unreadable.toString(), "Make it readable");
    }
  }
}
