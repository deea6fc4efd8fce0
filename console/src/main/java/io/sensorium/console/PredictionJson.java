package io.sensorium.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sensorium.config.Durations;
import io.sensorium.event.Classification;
import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.event.Embedding;
import io.sensorium.event.EventReference;
import io.sensorium.event.LeftOutBy;
import io.sensorium.event.MissingInput;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.Prediction;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Score;
import io.sensorium.event.Timing;
import io.sensorium.event.Transcript;
import java.util.List;
import java.util.Locale;

/**
 * A prediction as one line of JSON with names in snake_case. {@code task} says which of {@code
 * scores}, {@code objects}, {@code text} and {@code values} is there; {@code label} is the best
 * one's, or null. A payload's bytes are never in it.
 */
public final class PredictionJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PredictionJson() {}

  /** One line, without its end. */
  public static String line(Prediction prediction) {
    return of(prediction).toString();
  }

  /** The same as a tree. */
  public static ObjectNode of(Prediction prediction) {
    ObjectNode node = JSON.objectNode();
    node.put("moment_id", prediction.getMomentId());
    node.put("pipeline", prediction.getPipeline());
    node.put("site", prediction.getSite());
    node.put("epoch", prediction.getEpoch());
    node.put("time_us", Durations.micros(prediction.getEventTime()));
    node.put("predicted_at_us", Durations.micros(prediction.getPredictedAt()));
    putResult(node, prediction.getResult());
    ArrayNode inputs = node.putArray("inputs");
    prediction.getInputs().forEach(input -> inputs.add(of(input)));
    ArrayNode missing = node.putArray("missing");
    prediction.getMissing().forEach(input -> missing.add(of(input)));
    node.set("model", of(prediction.getModel()));
    node.set("timing_us", of(prediction.getTiming()));
    node.put("state_reset", prediction.getStateReset());
    LeftOutBy by = prediction.getLeftOutBy();
    node.put("left_out_by", by == null ? null : lower(by));
    node.put("traceparent", prediction.getTraceparent());
    return node;
  }

  private static void putResult(ObjectNode node, Object result) {
    if (result instanceof Classification classification) {
      List<Score> scores = classification.getScores();
      node.put("task", "classification");
      node.put("label", scores.isEmpty() ? null : scores.get(0).getLabel());
      ObjectNode byLabel = node.putObject("scores");
      scores.forEach(score -> byLabel.put(score.getLabel(), score.getScore()));
    } else if (result instanceof Detection detection) {
      List<DetectedObject> objects = detection.getObjects();
      node.put("task", "detection");
      node.put("label", objects.isEmpty() ? null : objects.get(0).getLabel());
      ArrayNode found = node.putArray("objects");
      objects.forEach(object -> found.add(of(object)));
    } else if (result instanceof Transcript transcript) {
      node.put("task", "transcript");
      node.putNull("label");
      node.put("text", transcript.getText());
    } else if (result instanceof Embedding embedding) {
      node.put("task", "embedding");
      node.putNull("label");
      ArrayNode values = node.putArray("values");
      embedding.getValues().forEach(values::add);
    } else {
      throw new IllegalStateException("a result of " + result.getClass().getName());
    }
  }

  private static ObjectNode of(DetectedObject object) {
    return JSON.objectNode()
        .put("label", object.getLabel())
        .put("score", object.getScore())
        .put("x", object.getX())
        .put("y", object.getY())
        .put("width", object.getWidth())
        .put("height", object.getHeight());
  }

  private static ObjectNode of(PredictionInput input) {
    ObjectNode node =
        JSON.objectNode()
            .put("name", input.getName())
            .put("modality", lower(input.getModality()))
            .put("contribution", input.getContribution());
    ArrayNode events = node.putArray("events");
    for (EventReference event : input.getEvents()) {
      events
          .addObject()
          .put("sensor", event.getSensor())
          .put("id", event.getId())
          .put("time_us", Durations.micros(event.getEventTime()))
          .put("duration_us", event.getDurationUs())
          .put("topic", event.getTopic())
          .put("partition", event.getPartition())
          .put("offset", event.getOffset());
    }
    return node;
  }

  private static ObjectNode of(MissingInput input) {
    return JSON.objectNode()
        .put("name", input.getName())
        .put("reason", lower(input.getReason()))
        .put("detail", input.getDetail());
  }

  private static ObjectNode of(ModelIdentity model) {
    return JSON.objectNode()
        .put("name", model.getName())
        .put("version", model.getVersion())
        .put("variant", model.getVariant())
        .put("sha256", model.getSha256())
        .put("provider", model.getProvider());
  }

  private static ObjectNode of(Timing timing) {
    return JSON.objectNode()
        .put("wait", timing.getWaitUs())
        .put("features", timing.getFeaturesUs())
        .put("queue", timing.getQueueUs())
        .put("compute", timing.getComputeUs());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
