package io.sensorium.bench.latency;

import io.sensorium.event.Moment;
import io.sensorium.event.Prediction;
import io.sensorium.event.Timing;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of events on their way, by their numbers. Thread-safe. */
final class Journeys {
  private record Opened(long visibleUs, long waitUs) {}

  private record Predicted(long atUs, long visibleUs, Timing timing) {}

  private final AvroDeserializer<Moment> moments = new AvroDeserializer<>(Moment.class);
  private final AvroDeserializer<Prediction> predictions = new AvroDeserializer<>(Prediction.class);
  private final String pipeline;
  private final Map<Long, Long> sent = new ConcurrentHashMap<>();
  private final Map<Long, Opened> opened = new ConcurrentHashMap<>();
  private final Map<Long, Predicted> predicted = new ConcurrentHashMap<>();

  Journeys(String pipeline, Map<String, String> kafka) {
    this.pipeline = pipeline;
    moments.configure(kafka, false);
    predictions.configure(kafka, false);
  }

  void sent(long number, long us) {
    sent.put(number, us);
  }

  void moment(byte[] value, long us) {
    Moment moment = Objects.requireNonNull(moments.deserialize(Topics.moments(pipeline), value));
    long number = Long.parseLong(moment.getInputs().get(0).getEvents().get(0).getId());
    opened.put(number, new Opened(us, Clock.us(moment.getClosed()) - Clock.us(moment.getOpened())));
  }

  void prediction(byte[] value, long us) {
    Prediction prediction =
        Objects.requireNonNull(predictions.deserialize(Topics.predictions(pipeline), value));
    long number = Long.parseLong(prediction.getInputs().get(0).getEvents().get(0).getId());
    predicted.put(
        number, new Predicted(Clock.us(prediction.getPredictedAt()), us, prediction.getTiming()));
  }

  /** Predictions so far. */
  int arrived() {
    return predicted.size();
  }

  /** Those of events from that number on, below the other, whose predictions are there. */
  List<Journey> whole(long from, long to) {
    List<Journey> journeys = new ArrayList<>();
    for (long number = from; number < to; number++) {
      Long start = sent.get(number);
      Opened moment = opened.get(number);
      Predicted end = predicted.get(number);
      if (start != null && moment != null && end != null) {
        Timing timing = end.timing();
        journeys.add(
            new Journey(
                start,
                moment.visibleUs(),
                moment.waitUs(),
                end.atUs(),
                end.visibleUs(),
                timing.getFeaturesUs(),
                timing.getQueueUs(),
                timing.getComputeUs()));
      }
    }
    return journeys;
  }
}
