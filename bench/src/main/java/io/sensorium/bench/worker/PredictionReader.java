package io.sensorium.bench.worker;

import io.sensorium.event.Classification;
import io.sensorium.event.Prediction;
import io.sensorium.event.Score;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Reads the worker's predictions as the id of their one event and the scores of its classes. */
final class PredictionReader implements AutoCloseable {
  private final AvroDeserializer<Prediction> predictions = new AvroDeserializer<>(Prediction.class);

  PredictionReader(Map<String, String> kafka) {
    predictions.configure(kafka, false);
  }

  void read(byte[] value, BiConsumer<String, float[]> sink) {
    Prediction prediction =
        Objects.requireNonNull(predictions.deserialize(Topics.predictions("bench"), value));
    Classification result = (Classification) prediction.getResult();
    float[] scores = new float[result.getScores().size()];
    for (Score score : result.getScores()) {
      scores[Integer.parseInt(score.getLabel())] = score.getScore();
    }
    sink.accept(prediction.getInputs().get(0).getEvents().get(0).getId(), scores);
  }

  @Override
  public void close() {
    predictions.close();
  }
}
