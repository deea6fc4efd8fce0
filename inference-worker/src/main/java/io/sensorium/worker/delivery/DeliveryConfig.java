package io.sensorium.worker.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import io.sensorium.worker.share.ShareConfig;
import java.time.Duration;

/**
 * How moments become predictions on topics. What a configuration file leaves out has the default
 * given here.
 *
 * @param mode what a failure may do to moments; by default {@code exactly-once}
 * @param commitInterval how long at most a prediction is kept for the sake of fewer transactions.
 *     Between two of them lies, if that is less, as much as the shorter of the last two took, or a
 *     quarter of what its predictions had taken: they come every few milliseconds where broker and
 *     models are quick, and a lone prediction is committed at once; by default 100 ms
 * @param recordsPerTransaction a transaction is not put off once so many records wait for it; by
 *     default 500
 * @param maxInFlight moments taken and not yet published. Exactly once, over all partitions, each
 *     of which has an equal share; by default 1024. Shared, what the worker keeps from the other
 *     workers of the group; by default 16
 * @param maxInFlightBytes payload bytes of those; a single larger moment goes alone; by default 64
 *     MiB
 * @param window bytes of source records that are held for moments to come; by default 128 MiB
 * @param drain how long closing waits for the moments in flight; by default 10 s
 * @param shared how to take part in the share group; without effect in other modes
 */
public record DeliveryConfig(
    Mode mode,
    Duration commitInterval,
    Integer recordsPerTransaction,
    Integer maxInFlight,
    ByteSize maxInFlightBytes,
    ByteSize window,
    Duration drain,
    ShareConfig shared) {

  /** Who gets which moments, and what a failure may do to them. */
  public enum Mode {
    /** A consumer group with transactions: ordered in each site, a worker has whole partitions. */
    @JsonProperty("exactly-once")
    EXACTLY_ONCE,
    /** A share group: at least once, in no order, more workers than partitions. */
    @JsonProperty("shared")
    SHARED
  }

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
  private static final Integer RECORDS_PER_TRANSACTION = 500;
  private static final Integer MAX_IN_FLIGHT = 1024;
  private static final Integer MAX_IN_FLIGHT_SHARED = 16;
  private static final ByteSize MAX_IN_FLIGHT_BYTES = ByteSize.ofMebibytes(64);
  private static final ByteSize WINDOW = ByteSize.ofMebibytes(128);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  public DeliveryConfig {
    // A configuration file may leave out any of them.
    mode = mode == null ? Mode.EXACTLY_ONCE : mode;
    shared = shared == null ? ShareConfig.standard() : shared;
    commitInterval = commitInterval == null ? COMMIT_INTERVAL : commitInterval;
    recordsPerTransaction =
        recordsPerTransaction == null ? RECORDS_PER_TRANSACTION : recordsPerTransaction;
    maxInFlight =
        maxInFlight != null
            ? maxInFlight
            : mode == Mode.SHARED ? MAX_IN_FLIGHT_SHARED : MAX_IN_FLIGHT;
    maxInFlightBytes = maxInFlightBytes == null ? MAX_IN_FLIGHT_BYTES : maxInFlightBytes;
    window = window == null ? WINDOW : window;
    drain = drain == null ? DRAIN : drain;
    if (commitInterval.isNegative() || recordsPerTransaction < 1 || maxInFlight < 1) {
      throw new ConfigException(
          "expected a commit-interval of at least 0 and records-per-transaction and max-in-flight of at least 1, found %s, %d and %d"
              .formatted(commitInterval, recordsPerTransaction, maxInFlight));
    }
    if (mode == Mode.SHARED && maxInFlight < shared.readers()) {
      throw new ConfigException(
          "expected max-in-flight of at least one moment for each of the %d readers, found %d"
              .formatted(shared.readers(), maxInFlight));
    }
  }

  /** Everything at its default. */
  public static DeliveryConfig standard() {
    return new DeliveryConfig(
        Mode.EXACTLY_ONCE,
        COMMIT_INTERVAL,
        RECORDS_PER_TRANSACTION,
        MAX_IN_FLIGHT,
        MAX_IN_FLIGHT_BYTES,
        WINDOW,
        DRAIN,
        ShareConfig.standard());
  }
}
