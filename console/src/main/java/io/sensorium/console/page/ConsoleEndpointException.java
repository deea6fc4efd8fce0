package io.sensorium.console.page;

/** A page that cannot be shown; the message says what was expected, found and what to do. */
public final class ConsoleEndpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConsoleEndpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
