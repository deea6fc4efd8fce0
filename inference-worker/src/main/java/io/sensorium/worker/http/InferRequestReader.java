package io.sensorium.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of an inference request. Values are skipped and their place is kept, since a type
 * and a shape may stand behind them. Of one thread.
 */
final class InferRequestReader {
  private static final int MAX_RANK = 32;
  private static final int MAX_TENSORS = 1_000;

  private final byte[] body;
  private final JsonParser json;

  private InferRequestReader(byte[] body, JsonParser json) {
    this.body = body;
    this.json = json;
  }

  /**
   * @param length of the JSON at the body's beginning
   * @throws RefusedException where it is not as it should be
   */
  static InferRequest read(JsonFactory factory, byte[] body, int length) {
    try (JsonParser json = factory.createParser(body, 0, length)) {
      InferRequest request = new InferRequestReader(body, json).request();
      if (json.nextToken() != null) {
        throw Refusal.badRequest(
            "one JSON object",
            "more behind it",
            "Say in Inference-Header-Content-Length where binary data begin");
      }
      return request;
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest(
          "the JSON of an inference request",
          e.getOriginalMessage(),
          "Correct it, or say in Inference-Header-Content-Length how long it is");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  private InferRequest request() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the request", "an object");
    String id = null;
    Map<String, Object> parameters = Map.of();
    List<InferRequest.Input> inputs = null;
    List<InferRequest.Output> outputs = List.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "id" -> id = text("id");
        case "parameters" -> parameters = parameters("parameters");
        case "inputs" -> inputs = list("inputs", this::input);
        case "outputs" -> outputs = list("outputs", this::output);
        default -> json.skipChildren();
      }
    }
    if (inputs == null) {
      throw Refusal.badRequest("a list 'inputs'", "none", "Name every input of the model");
    }
    if (!sequence(parameters)) {
      return new InferRequest(id, parameters, inputs, outputs);
    }
    throw Refusal.badRequest(
        "requests without a sequence",
        "the parameter sequence_id",
        "Send state as inputs, or use the model in a pipeline, which keeps it");
  }

  private static boolean sequence(Map<String, Object> parameters) {
    Object sequence = parameters.get("sequence_id");
    return sequence != null && !sequence.equals(0L) && !sequence.equals("");
  }

  private InferRequest.Input input() throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an input", "an object");
    String name = null;
    String datatype = null;
    List<Long> shape = null;
    Map<String, Object> parameters = Map.of();
    int dataAt = -1;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "name" -> name = text("an input's name");
        case "datatype" -> datatype = text("an input's datatype");
        case "shape" -> shape = shape();
        case "parameters" -> parameters = parameters("an input's parameters");
        case "data" -> dataAt = skipData();
        default -> json.skipChildren();
      }
    }
    if (name == null || datatype == null || shape == null) {
      throw Refusal.badRequest(
          "name, datatype and shape of every input",
          "name %s, datatype %s, shape %s".formatted(name, datatype, shape),
          "Add what is missing");
    }
    if (parameters.containsKey("shared_memory_region")) {
      throw Refusal.badRequest(
          "values in the request", "shared memory", "Send them as data or in binary");
    }
    String subject = "input '" + name + "'";
    return new InferRequest.Input(
        name, Datatype.named(subject, datatype), shape, parameters, dataAt);
  }

  private InferRequest.Output output() throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT, "an output", "an object");
    String name = null;
    Map<String, Object> parameters = Map.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "name" -> name = text("an output's name");
        case "parameters" -> parameters = parameters("an output's parameters");
        default -> json.skipChildren();
      }
    }
    if (name == null) {
      throw Refusal.badRequest("a name of every output", "none", "Add it");
    }
    if (parameters.containsKey("classification")
        || parameters.containsKey("shared_memory_region")) {
      throw Refusal.badRequest(
          "an output as values in the answer",
          "the parameters " + parameters.keySet(),
          "Leave them out and choose the largest values yourself");
    }
    return new InferRequest.Output(name, parameters);
  }

  private List<Long> shape() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "a shape", "a list of numbers");
    List<Long> shape = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "a dimension", "a whole number");
      long dim = json.getLongValue();
      if (dim < 0 || shape.size() == MAX_RANK) {
        throw Refusal.badRequest(
            "at most " + MAX_RANK + " dimensions of at least 0",
            dim < 0 ? "" + dim : "more",
            "Give the shape of the values that are sent");
      }
      shape.add(dim);
    }
    return shape;
  }

  private int skipData() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "data", "a list");
    int at = (int) json.currentLocation().getByteOffset() - 1;
    if (at < 0 || body[at] != '[') {
      throw Refusal.badRequest("JSON in UTF-8", "another encoding", "Send it in UTF-8");
    }
    json.skipChildren();
    return at;
  }

  private Map<String, Object> parameters(String subject) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    expect(json.currentToken(), JsonToken.START_OBJECT, subject, "an object");
    Map<String, Object> parameters = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      switch (json.nextToken()) {
        case VALUE_STRING -> parameters.put(key, json.getText());
        case VALUE_NUMBER_INT -> parameters.put(key, json.getLongValue());
        case VALUE_NUMBER_FLOAT -> parameters.put(key, json.getDoubleValue());
        case VALUE_TRUE, VALUE_FALSE -> parameters.put(key, json.getBooleanValue());
        default ->
            throw Refusal.badRequest(
                "texts, numbers and truth values in " + subject,
                "something else in '" + key + "'",
                "Leave it out");
      }
    }
    return parameters;
  }

  private interface Part<T> {
    T read() throws IOException;
  }

  private <T> List<T> list(String subject, Part<T> part) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    expect(json.currentToken(), JsonToken.START_ARRAY, subject, "a list");
    List<T> parts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (parts.size() == MAX_TENSORS) {
        throw Refusal.badRequest("at most " + MAX_TENSORS + " " + subject, "more", "Send fewer");
      }
      parts.add(part.read());
    }
    return parts;
  }

  private @Nullable String text(String subject) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, subject, "a text");
    return json.getText();
  }

  private static void expect(
      @Nullable JsonToken found, JsonToken expected, String subject, String what) {
    if (found != expected) {
      throw Refusal.badRequest(
          subject + " to be " + what, found == null ? "nothing" : found.name(), "Correct it");
    }
  }
}
