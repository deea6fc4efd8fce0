package io.sensorium.deploy.broker;

import io.sensorium.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one node that is broker and controller, and small. */
final class BrokerSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", Integer.toString(NODE)),
          Map.entry("controller.listener.names", CONTROLLER),
          Map.entry("inter.broker.listener.name", "PLAINTEXT"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          // one node holds every replica
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "3"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "3"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "3"),
          // what a killed worker left open is in the way of the next one until it is aborted
          Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
          // topics come from the catalogue; groups are complete when they start
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("message.max.bytes", Integer.toString(TopicCatalogue.LARGEST_BYTES)),
          // small
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
          Map.entry("log.index.size.max.bytes", "1048576"));

  private BrokerSettings() {}

  /** Settings for loopback ports; {@code overrides} win. */
  static Map<String, Object> of(
      Path logs, String host, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, Object> settings = new HashMap<>(FIXED);
    settings.put("log.dirs", logs.toString());
    settings.put("controller.quorum.voters", NODE + "@" + host + ":" + controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://"
            + host
            + ":"
            + port
            + ","
            + CONTROLLER
            + "://"
            + host
            + ":"
            + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + host + ":" + port);
    settings.putAll(overrides);
    return settings;
  }
}
