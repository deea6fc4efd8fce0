package io.sensorium.ingest.publish;

import org.jspecify.annotations.Nullable;

/** A broker that cannot take events; the message says what was expected, found and what to do. */
public final class SourceTopicsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceTopicsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
