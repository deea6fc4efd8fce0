package io.sensorium.ingest.http;

/** An endpoint that cannot listen; the message says what was expected, found and what to do. */
public final class HttpEndpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HttpEndpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
