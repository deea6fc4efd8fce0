package io.sensorium.deploy.topics;

import io.sensorium.topic.TopicSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Brings topics to what the catalogue says. Blocking; for one thread; the admin client stays the
 * caller's.
 */
public final class TopicSetup {
  private final Admin admin;

  public TopicSetup(Admin admin) {
    this.admin = admin;
  }

  /** Compares the broker's topics with the wanted ones and changes nothing. */
  public List<TopicState> check(List<TopicSpec> wanted) {
    Map<String, TopicDescription> existing = describe(wanted);
    Map<String, Map<String, String>> settings = settings(existing);
    return wanted.stream().map(spec -> compare(spec, existing, settings)).toList();
  }

  /**
   * Creates missing topics and corrects settings that differ. A number of partitions that differs
   * is left, because changing it would move sites to other partitions.
   *
   * @return the states before the change
   */
  public List<TopicState> create(List<TopicSpec> wanted, short replication) {
    List<TopicState> states = check(wanted);
    List<NewTopic> missing = new ArrayList<>();
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> corrections = new LinkedHashMap<>();
    for (TopicState state : states) {
      TopicSpec spec = state.spec();
      if (state instanceof TopicState.Missing) {
        missing.add(
            new NewTopic(spec.name(), spec.partitions(), replication).configs(spec.settings()));
      } else if (state instanceof TopicState.Differs differs && !differs.settings().isEmpty()) {
        corrections.put(
            new ConfigResource(ConfigResource.Type.TOPIC, spec.name()),
            differs.settings().keySet().stream().map(key -> set(spec, key)).toList());
      }
    }
    get(admin.createTopics(missing).all());
    get(admin.incrementalAlterConfigs(corrections).all());
    awaitLeaders(missing);
    return states;
  }

  /**
   * A topic that was created is not yet there on the broker that leads it. An idempotent producer
   * whose first batch is refused for that, while its second is taken, cannot place the first any
   * more and loses it after two minutes (KAFKA-19880): so nobody is to know a topic before its
   * leaders do.
   */
  private void awaitLeaders(List<NewTopic> created) {
    Map<TopicPartition, OffsetSpec> ends = new LinkedHashMap<>();
    for (NewTopic topic : created) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    try {
      LeaderWait.blocking().until(() -> admin.listOffsets(ends).all());
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static AlterConfigOp set(TopicSpec spec, String key) {
    return new AlterConfigOp(
        new ConfigEntry(key, spec.settings().get(key)), AlterConfigOp.OpType.SET);
  }

  private Map<String, TopicDescription> describe(List<TopicSpec> wanted) {
    Map<String, TopicDescription> existing = new LinkedHashMap<>();
    admin
        .describeTopics(wanted.stream().map(TopicSpec::name).toList())
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                existing.put(name, future.get());
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw failure(e);
                }
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
    return existing;
  }

  private Map<String, Map<String, String>> settings(Map<String, TopicDescription> existing) {
    List<ConfigResource> resources =
        existing.keySet().stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    Map<ConfigResource, Config> described = get(admin.describeConfigs(resources).all());
    return described.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> e.getKey().name(),
                e ->
                    e.getValue().entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
  }

  private static TopicState compare(
      TopicSpec spec,
      Map<String, TopicDescription> existing,
      Map<String, Map<String, String>> settings) {
    TopicDescription found = existing.get(spec.name());
    if (found == null) {
      return new TopicState.Missing(spec);
    }
    Map<String, String> differing = new LinkedHashMap<>();
    Map<String, String> present = settings.getOrDefault(spec.name(), Map.of());
    spec.settings()
        .forEach(
            (key, value) -> {
              String is = present.getOrDefault(key, "unset");
              if (!value.equals(is)) {
                differing.put(key, is);
              }
            });
    int partitions = found.partitions().size();
    return differing.isEmpty() && partitions == spec.partitions()
        ? new TopicState.Same(spec)
        : new TopicState.Differs(spec, partitions, differing);
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new KafkaException(e.getCause());
  }

  private static KafkaException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new org.apache.kafka.common.errors.InterruptException(e);
  }
}
