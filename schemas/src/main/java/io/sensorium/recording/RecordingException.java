package io.sensorium.recording;

/**
 * A recording that cannot be used; the message names file and row, what was expected and what was
 * found.
 */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordingException(String message) {
    super(message);
  }

  public RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
