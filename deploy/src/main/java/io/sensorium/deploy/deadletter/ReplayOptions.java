package io.sensorium.deploy.deadletter;

import io.sensorium.config.ConfigException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to send back.
 *
 * @param partition only letters of this partition of the dead-letter topic; null for all
 * @param fromOffset only letters from this offset of that partition on; null for all
 * @param since only what failed at or after this instant; null for all
 * @param again also what an earlier replay has sent back or passed over
 * @param limit letters to look at, at most
 * @param maxReplays what has been sent back so often is left where it is
 * @param dryRun send nothing and remember nothing
 */
public record ReplayOptions(
    @Nullable Integer partition,
    @Nullable Long fromOffset,
    @Nullable Instant since,
    boolean again,
    long limit,
    int maxReplays,
    boolean dryRun) {
  public ReplayOptions {
    if (fromOffset != null && partition == null) {
      throw new ConfigException(
          "expected --partition beside --from-offset, found none: an offset belongs to a"
              + " partition");
    }
    if ((partition != null && partition < 0) || (fromOffset != null && fromOffset < 0)) {
      throw new ConfigException(
          "expected --partition and --from-offset of 0 or more, found %s and %s"
              .formatted(partition, fromOffset));
    }
    if (limit < 1 || maxReplays < 1) {
      throw new ConfigException(
          "expected --limit and --max-replays of at least 1, found %d and %d"
              .formatted(limit, maxReplays));
    }
  }
}
