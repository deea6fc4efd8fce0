package io.sensorium.model.pull;

import java.io.IOException;

/** A file was not fetched; the message says why, and names no secret. */
public final class PullException extends IOException {
  private static final long serialVersionUID = 1;

  public PullException(String message) {
    super(message);
  }

  public PullException(String message, Throwable cause) {
    super(message, cause);
  }
}
