package io.sensorium.deploy.fusion;

import io.sensorium.deploy.record.ResultLines;
import io.sensorium.event.Dropped;
import io.sensorium.event.Moment;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Moments and drops as lines, on Kafka or of {@code align}. */
record Results(Lines moments, Lines dropped) {

  /** What a run left in a folder. */
  static Results of(Path folder) {
    return new Results(
        Lines.of(folder.resolve("moments.jsonl")), Lines.of(folder.resolve("dropped.jsonl")));
  }

  /** Reads the committed results of a pipeline into a folder. */
  static Results read(Map<String, String> kafka, String pipeline, Path folder) {
    try (AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
        TopicReader moments = new TopicReader(kafka, Topics.moments(pipeline));
        TopicReader dropped = new TopicReader(kafka, Topics.dropped(pipeline));
        ResultLines lines = ResultLines.open(folder)) {
      values.configure(kafka, false);
      moments.read(r -> lines.write((Moment) values.deserialize(r.topic(), r.value())));
      dropped.read(r -> lines.write((Dropped) values.deserialize(r.topic(), r.value())));
    }
    return of(folder);
  }
}
