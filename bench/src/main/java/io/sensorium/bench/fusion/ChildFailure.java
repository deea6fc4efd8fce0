package io.sensorium.bench.fusion;

/** A contender that could not do its run; the message says why, for the table. */
final class ChildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChildFailure(String message) {
    super(message);
  }
}
