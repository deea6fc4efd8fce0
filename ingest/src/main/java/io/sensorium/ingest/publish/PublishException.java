package io.sensorium.ingest.publish;

import java.io.IOException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** An event that Kafka or the schema registry did not take; the message names topic and site. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PublishException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the event is larger than the topic or the client allows. */
  public boolean isTooLarge() {
    return hasCause(getCause(), RecordTooLargeException.class);
  }

  /** Whether a failure is one that passes, like a registry or a broker that is away. */
  static boolean isPassing(Throwable failure) {
    return hasCause(failure, RetriableException.class) || hasCause(failure, IOException.class);
  }

  private static boolean hasCause(@Nullable Throwable failure, Class<? extends Throwable> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
