package io.sensorium.deploy.registry;

/** The registry could not start; the message says what to do. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
