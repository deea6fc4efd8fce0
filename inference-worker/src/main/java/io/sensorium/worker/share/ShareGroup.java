package io.sensorium.worker.share;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a share group on the broker, which no client can bring along: where the group
 * begins, that it sees committed moments only, and when the broker gives a moment up. They are set
 * where the worker may; otherwise a warning names the command that sets them.
 */
public final class ShareGroup {
  static final String OFFSET_RESET = "share.auto.offset.reset";
  static final String ISOLATION = "share.isolation.level";
  static final String DELIVERY_LIMIT = "share.delivery.count.limit";
  static final String LOCK = "share.record.lock.duration.ms";
  static final String RENEWING = "share.renew.acknowledge.enable";

  private static final Logger LOG = LoggerFactory.getLogger(ShareGroup.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Deliveries that the broker allows by itself, where it does not say. */
  private static final int BROKERS_LIMIT = 5;

  /** The dead letter needs one delivery more; another in case a worker dies just then. */
  private static final int SPARE = 2;

  private final Admin admin;
  private final ConfigResource group;

  private ShareGroup(Admin admin, String group) {
    this.admin = admin;
    this.group = new ConfigResource(ConfigResource.Type.GROUP, group);
  }

  /**
   * Sets up a group, before anyone joins it.
   *
   * @return after how many deliveries a worker has to write a dead letter, so that it does before
   *     the broker gives the moment up in silence: {@code max-tries}, or less where the broker's
   *     limit is lower
   */
  public static int prepare(Map<String, String> kafka, String group, ShareConfig config) {
    Admin admin = Admin.create(new HashMap<>(kafka));
    try {
      return new ShareGroup(admin, group).prepare(config);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private int prepare(ShareConfig config) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(OFFSET_RESET, "earliest");
    wanted.put(ISOLATION, "read_committed");
    wanted.put(RENEWING, "true");
    Duration lock = config.lock();
    if (lock != null) {
      wanted.put(LOCK, Long.toString(lock.toMillis()));
    }
    Map<String, String> found = settings();
    int limit = number(found.get(DELIVERY_LIMIT), BROKERS_LIMIT);
    if (limit < config.maxTries() + SPARE) {
      wanted.put(DELIVERY_LIMIT, Integer.toString(config.maxTries() + SPARE));
    }
    wanted.forEach(
        (key, value) -> {
          if (!value.equals(found.get(key))) {
            set(key, value);
          }
        });
    return tries(config, number(settings().get(DELIVERY_LIMIT), BROKERS_LIMIT));
  }

  private static int tries(ShareConfig config, int limit) {
    int tries = Math.max(1, Math.min(config.maxTries(), limit - 1));
    if (tries < config.maxTries()) {
      LOG.warn(
          "The broker gives a moment up after {} deliveries, so its dead letter is written after"
              + " {}, not after max-tries {}; lower max-tries or raise {} (at most the broker's"
              + " group.share.max.delivery.count.limit)",
          limit,
          tries,
          config.maxTries(),
          DELIVERY_LIMIT);
    }
    return tries;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    try {
      Config config =
          admin
              .describeConfigs(List.of(group))
              .all()
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .get(group);
      if (config != null) {
        config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The settings of share group {} cannot be read: {}", group.name(), reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return settings;
  }

  private void set(String key, String value) {
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    try {
      admin
          .incrementalAlterConfigs(Map.of(group, List.of(set)))
          .all()
          .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("Share group {} now has {}={}", group.name(), key, value);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "Share group {} should have {}={}, which this worker could not set ({}); set it with:"
              + " kafka-configs.sh --alter --entity-type groups --entity-name {} --add-config"
              + " {}={}",
          group.name(),
          key,
          value,
          reason(e),
          group.name(),
          key,
          value);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Throwable reason(Exception e) {
    return e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
  }

  private static int number(@Nullable String value, int otherwise) {
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
