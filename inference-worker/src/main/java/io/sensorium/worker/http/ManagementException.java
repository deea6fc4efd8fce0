package io.sensorium.worker.http;

import java.io.Serial;

/** A management port that cannot be had; the message says expected, found and what to do. */
public final class ManagementException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ManagementException(String message, Throwable cause) {
    super(message, cause);
  }
}
