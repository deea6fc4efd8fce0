package io.sensorium.deploy.command;

import io.sensorium.console.PredictionJson;
import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.event.Prediction;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints predictions as JSON lines. */
@Command(
    name = "predictions",
    description = "Read a pipeline's predictions as JSON lines, committed ones only.")
final class PredictionsCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(250);

  private final Interruption interruption;

  @Option(
      names = "--pipeline",
      required = true,
      paramLabel = "NAME",
      description = "The pipeline's name.")
  private String pipeline = "";

  @Option(
      names = "--from-beginning",
      description = "Begin with the oldest that are kept, not with the next.")
  private boolean fromBeginning;

  @Option(
      names = "--until-end",
      description = "Stop at the end that the topic has now, and do not wait for more.")
  private boolean untilEnd;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  PredictionsCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    BrokerCheck.require(connection.kafka());
    Map<String, Object> settings = new HashMap<>(connection.kafka());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    try (Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        AvroDeserializer<Prediction> values = new AvroDeserializer<>(Prediction.class)) {
      values.configure(connection.kafka(), false);
      Map<TopicPartition, Long> ends = assign(consumer);
      while (!interruption.requested() && !(untilEnd && reached(consumer, ends))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Prediction prediction =
              values.deserialize(record.topic(), record.headers(), record.value());
          if (prediction != null) {
            System.out.println(PredictionJson.line(prediction));
          }
        }
      }
      return 0;
    }
  }

  private Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer) {
    String topic = Topics.predictions(pipeline);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    return consumer.endOffsets(partitions);
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }
}
