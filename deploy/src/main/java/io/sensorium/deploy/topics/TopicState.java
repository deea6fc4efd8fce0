package io.sensorium.deploy.topics;

import io.sensorium.topic.TopicSpec;
import java.util.Map;

/** How a topic on the broker stands to the catalogue. */
public sealed interface TopicState {
  /** What the catalogue says. */
  TopicSpec spec();

  /** There is no such topic. */
  record Missing(TopicSpec spec) implements TopicState {}

  /** Partitions and settings are as the catalogue says. */
  record Same(TopicSpec spec) implements TopicState {}

  /**
   * The topic is there and differs.
   *
   * @param partitions the topic's own number
   * @param settings those that differ, with the topic's own values
   */
  record Differs(TopicSpec spec, int partitions, Map<String, String> settings)
      implements TopicState {}
}
