package io.sensorium.ingest.publish;

import io.sensorium.event.Modality;
import io.sensorium.topic.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the broker for the source topics before the first event, and never has them made by chance.
 */
final class SourceTopics {
  private static final String TIMEOUT_MS = "10000";

  private SourceTopics() {}

  /** Returns once the broker has answered that all three topics are there. */
  static void require(Map<String, String> kafka) {
    String servers = kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    if (servers == null || servers.isBlank()) {
      throw new SourceTopicsException(
          "expected kafka.bootstrap.servers, found none; set it to host:port of a broker", null);
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "sensorium-ingest-admin");
    settings.putAll(kafka);
    List<String> topics = Arrays.stream(Modality.values()).map(Topics::of).toList();
    try (Admin admin = Admin.create(settings)) {
      var unused = admin.describeTopics(topics).allTopicNames().get();
    } catch (ExecutionException e) {
      throw failure(servers, topics, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failure(servers, topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceTopicsException("interrupted while waiting for Kafka at " + servers, e);
    }
  }

  private static SourceTopicsException failure(
      String servers, List<String> topics, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new SourceTopicsException(
          "expected the topics "
              + String.join(", ", topics)
              + " on Kafka at "
              + servers
              + ", found that not all are there; make them with the command 'topics'",
          cause);
    }
    return new SourceTopicsException(
        "expected a Kafka broker at "
            + servers
            + ", found none that answers ("
            + (cause.getCause() instanceof KafkaException e ? e.getMessage() : cause.getMessage())
            + "); start it or correct kafka.bootstrap.servers",
        cause);
  }
}
