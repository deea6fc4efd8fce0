package io.sensorium.worker.delivery;

import io.sensorium.config.ConfigException;
import io.sensorium.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that a broker and a worker's topics are there, before anything waits for them. */
public final class RequiredTopics {
  private static final Logger LOG = LoggerFactory.getLogger(RequiredTopics.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Admin admin;
  private final String pipeline;
  private final Set<String> sources;

  private final String servers;

  private RequiredTopics(Admin admin, String servers, String pipeline, Set<String> sources) {
    this.admin = admin;
    this.servers = servers;
    this.pipeline = pipeline;
    this.sources = Set.copyOf(sources);
  }

  /**
   * Waits until all is there.
   *
   * @param kafka client settings
   * @param sources topics that payloads are read from
   * @param within how long to wait
   * @throws ConfigException where the broker or a topic is not there in time, or predictions have
   *     fewer partitions than moments
   */
  public static void await(
      Map<String, String> kafka, String pipeline, Set<String> sources, Duration within) {
    Admin admin = connect(kafka);
    try {
      String servers = kafka.getOrDefault("bootstrap.servers", "");
      new RequiredTopics(admin, servers, pipeline, sources).await(within);
    } finally {
      // A plain close waits a minute for what a broker that is not there has not answered.
      admin.close(Duration.ZERO);
    }
  }

  private static Admin connect(Map<String, String> kafka) {
    try {
      return Admin.create(new HashMap<>(kafka));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          "expected settings that connect to Kafka, found: %s; correct them under kafka"
              .formatted(cause.getMessage()),
          e);
    }
  }

  private void await(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    Set<String> missing = look(deadline, within);
    if (!missing.isEmpty()) {
      LOG.info("Waiting for topics {}", missing);
    }
    while (!missing.isEmpty()) {
      if (deadline - System.nanoTime() < 0) {
        throw new ConfigException(
            "expected topics %s, found none within %d s; create them with: sensorium topics"
                .formatted(missing, within.toSeconds()));
      }
      pause();
      missing = look(deadline, within);
    }
  }

  /** The topics that are not there. */
  private Set<String> look(long deadline, Duration within) {
    List<String> wanted = new ArrayList<>(sources);
    wanted.add(Topics.moments(pipeline));
    wanted.add(Topics.predictions(pipeline));
    wanted.add(Topics.deadLetters(pipeline));
    Map<String, Integer> partitions = new HashMap<>();
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(wanted).topicNameValues().entrySet()) {
      try {
        long left = Math.max(1, deadline - System.nanoTime());
        TopicDescription found = topic.getValue().get(left, TimeUnit.NANOSECONDS);
        partitions.put(topic.getKey(), found.partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw unreachable(within, e);
        }
        missing.add(topic.getKey());
      } catch (TimeoutException e) {
        throw unreachable(within, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConfigException("interrupted while looking for topics", e);
      }
    }
    if (missing.isEmpty()) {
      compare(partitions);
    }
    return missing;
  }

  private void compare(Map<String, Integer> partitions) {
    int moments = partitions.getOrDefault(Topics.moments(pipeline), 0);
    for (String result : List.of(Topics.predictions(pipeline), Topics.deadLetters(pipeline))) {
      int found = partitions.getOrDefault(result, 0);
      if (found < moments) {
        throw new ConfigException(
            "expected topic %s to have at least the %d partitions of %s, found %d; add partitions to it"
                .formatted(result, moments, Topics.moments(pipeline), found));
      }
    }
  }

  private ConfigException unreachable(Duration within, Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return new ConfigException(
        "expected a Kafka broker at %s within %d s, found none (%s); start one or correct bootstrap.servers"
            .formatted(servers, within.toSeconds(), cause),
        e);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException("interrupted while looking for topics", e);
    }
  }
}
