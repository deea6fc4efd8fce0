package io.sensorium.deploy.command.connection;

import io.sensorium.config.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Says within seconds that no broker is there; Kafka's clients would try for ever. */
public final class BrokerCheck {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private BrokerCheck() {}

  /**
   * @throws ConfigException where no broker answers
   */
  public static void require(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    // Or closing the client would wait for what it still tries.
    settings.put("request.timeout.ms", Long.toString(LIMIT.toMillis() / 2));
    settings.put("default.api.timeout.ms", Long.toString(LIMIT.toMillis()));
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().clusterId().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | KafkaException e) {
      throw new ConfigException(
          "expected a Kafka broker at %s, found none within %d s. Start one, or correct bootstrap.servers (--bootstrap)."
              .formatted(kafka.get("bootstrap.servers"), LIMIT.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException("interrupted while looking for a Kafka broker", e);
    }
  }
}
