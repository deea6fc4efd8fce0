package io.sensorium.fusion.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how the state of a task comes back: at the beginning, every few seconds, and at the end.
 * Thread-safe.
 */
public final class RestoreProgress implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
  private static final long INTERVAL_MS = Duration.ofSeconds(5).toMillis();

  private static final class Restore {
    final long records;
    final long beganMs;
    long done;
    long saidMs;

    Restore(long records, long beganMs) {
      this.records = records;
      this.beganMs = beganMs;
      this.saidMs = beganMs;
    }
  }

  private final Clock clock;
  private final Map<TopicPartition, Restore> restores = new ConcurrentHashMap<>();

  public RestoreProgress(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
    restores.put(changelog, new Restore(end - from, clock.millis()));
    LOG.info("restoring {}: up to {} records", changelog, end - from);
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long upTo, long records) {
    Restore restore = restores.get(changelog);
    if (restore == null) {
      return;
    }
    restore.done += records;
    long now = clock.millis();
    if (now - restore.saidMs >= INTERVAL_MS) {
      restore.saidMs = now;
      LOG.info(
          "restoring {}: {} records of up to {} after {} s",
          changelog,
          restore.done,
          restore.records,
          (now - restore.beganMs) / 1_000);
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long records) {
    Restore restore = restores.remove(changelog);
    if (restore != null) {
      LOG.info(
          "restored {}: {} records in {} ms", changelog, records, clock.millis() - restore.beganMs);
    }
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
    Restore restore = restores.remove(changelog);
    if (restore != null) {
      LOG.info("stopped restoring {} after {} records: it has moved elsewhere", changelog, records);
    }
  }
}
