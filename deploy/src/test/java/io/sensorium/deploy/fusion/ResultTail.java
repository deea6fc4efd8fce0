package io.sensorium.deploy.fusion;

import io.sensorium.event.EventReference;
import io.sensorium.event.Moment;
import io.sensorium.serde.AvroDeserializer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Waits for the moments that end a feed. For one thread. */
final class ResultTail implements AutoCloseable {
  private final AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
  private final TopicReader reader;
  private final String topic;
  private final Set<String> ended = new HashSet<>();

  ResultTail(Map<String, String> kafka, String topic) {
    this.values.configure(kafka, false);
    this.reader = new TopicReader(kafka, topic);
    this.topic = topic;
  }

  /** Of how many sites the last moment has been seen by now. */
  int lastMoments() {
    reader.read(
        record -> {
          Moment moment = (Moment) values.deserialize(topic, record.value());
          for (EventReference event : moment.getInputs().get(0).getEvents()) {
            if (event.getId().equals(LiveFeed.LAST)) {
              ended.add(moment.getSite());
            }
          }
        });
    return ended.size();
  }

  @Override
  public void close() {
    reader.close();
    values.close();
  }
}
