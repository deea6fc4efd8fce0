package io.sensorium.worker.delivery;

import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import java.time.Duration;

/**
 * How moments become predictions on topics. What a configuration file leaves out has the default
 * given here.
 *
 * @param commitInterval the time between the beginnings of two transactions at least; a lone
 *     prediction after a quiet interval is committed at once; by default 20 ms
 * @param recordsPerTransaction a transaction is not put off once so many records wait for it; by
 *     default 500
 * @param maxInFlight moments taken and not yet published, over all partitions, each of which has an
 *     equal share; by default 256
 * @param maxInFlightBytes payload bytes of those; a single larger moment goes alone; by default 64
 *     MiB
 * @param window bytes of source records that are held for moments to come; by default 128 MiB
 * @param drain how long closing waits for the moments in flight; by default 10 s
 */
public record DeliveryConfig(
    Duration commitInterval,
    Integer recordsPerTransaction,
    Integer maxInFlight,
    ByteSize maxInFlightBytes,
    ByteSize window,
    Duration drain) {
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);
  private static final Integer RECORDS_PER_TRANSACTION = 500;
  private static final Integer MAX_IN_FLIGHT = 256;
  private static final ByteSize MAX_IN_FLIGHT_BYTES = ByteSize.ofMebibytes(64);
  private static final ByteSize WINDOW = ByteSize.ofMebibytes(128);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  public DeliveryConfig {
    // A configuration file may leave out any of them.
    commitInterval = commitInterval == null ? COMMIT_INTERVAL : commitInterval;
    recordsPerTransaction =
        recordsPerTransaction == null ? RECORDS_PER_TRANSACTION : recordsPerTransaction;
    maxInFlight = maxInFlight == null ? MAX_IN_FLIGHT : maxInFlight;
    maxInFlightBytes = maxInFlightBytes == null ? MAX_IN_FLIGHT_BYTES : maxInFlightBytes;
    window = window == null ? WINDOW : window;
    drain = drain == null ? DRAIN : drain;
    if (commitInterval.isNegative() || recordsPerTransaction < 1 || maxInFlight < 1) {
      throw new ConfigException(
          "expected a commit-interval of at least 0 and records-per-transaction and max-in-flight of at least 1, found %s, %d and %d"
              .formatted(commitInterval, recordsPerTransaction, maxInFlight));
    }
  }

  /** Everything at its default. */
  public static DeliveryConfig standard() {
    return new DeliveryConfig(
        COMMIT_INTERVAL,
        RECORDS_PER_TRANSACTION,
        MAX_IN_FLIGHT,
        MAX_IN_FLIGHT_BYTES,
        WINDOW,
        DRAIN);
  }
}
