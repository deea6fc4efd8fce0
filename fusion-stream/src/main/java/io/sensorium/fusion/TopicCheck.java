package io.sensorium.fusion;

import io.sensorium.config.ConfigException;
import io.sensorium.fusion.stream.source.SourceTopics;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the topics before the start, since Kafka Streams would wait or fail without a word. */
final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final String STAMP = "message.timestamp.type";

  private final Admin admin;
  private final String bootstrap;
  private final Duration limit;

  /**
   * @param limit for the whole of an answer, in which no broker may be there
   */
  TopicCheck(Admin admin, String bootstrap, Duration limit) {
    this.admin = admin;
    this.bootstrap = bootstrap;
    this.limit = limit;
  }

  /**
   * @throws ConfigException where there is no broker, a topic is missing, the numbers of partitions
   *     differ, or a source does not stamp arrival times
   */
  void require(Pipeline file) {
    String pipeline = file.name();
    List<String> sources = SourceTopics.of(file);
    List<String> topics = new ArrayList<>(sources);
    topics.add(Topics.moments(pipeline));
    topics.add(Topics.dropped(pipeline));
    topics.add(Topics.alarms(pipeline));
    topics.add(Topics.deadLetters(pipeline));
    Map<String, Integer> partitions = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, answer) -> {
              try {
                partitions.put(topic, await(answer).partitions().size());
              } catch (UnknownTopicOrPartitionException e) {
                missing.add(topic);
              }
            });
    if (!missing.isEmpty()) {
      throw new ConfigException(
          "expected the topics of pipeline %s at %s, found no %s. Create them with 'sensorium topics'."
              .formatted(
                  pipeline, bootstrap, String.join(", ", missing.stream().sorted().toList())));
    }
    if (partitions.values().stream().distinct().count() > 1) {
      throw new ConfigException(
          "expected the same number of partitions in all topics, so that a site has one number in each, found %s. Give them the same number of partitions."
              .formatted(partitions));
    }
    requireArrivalStamps(sources);
  }

  private void requireArrivalStamps(List<String> topics) {
    List<ConfigResource> sources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    try {
      for (Map.Entry<ConfigResource, KafkaFuture<Config>> answer :
          admin.describeConfigs(sources).values().entrySet()) {
        ConfigEntry stamp = await(answer.getValue()).get(STAMP);
        if (stamp != null && !"LogAppendTime".equals(stamp.value())) {
          throw new ConfigException(
              "expected %s=LogAppendTime on topic %s, found %s: arrival times would be the producers'. Correct it with 'sensorium topics'."
                  .formatted(STAMP, answer.getKey().name(), stamp.value()));
        }
      }
    } catch (AuthorizationException e) {
      LOG.warn("cannot see whether the sources stamp arrival times: {}", e.getMessage());
    }
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
        throw unknown;
      }
      if (e.getCause() instanceof AuthorizationException refused) {
        throw refused;
      }
      throw noBroker(e);
    } catch (TimeoutException e) {
      throw noBroker(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException("interrupted while looking at the topics", e);
    }
  }

  private ConfigException noBroker(Exception e) {
    return new ConfigException(
        "expected a Kafka broker at %s, found none within %d s. Start one, or correct bootstrap.servers."
            .formatted(bootstrap, limit.toSeconds()),
        e);
  }
}
