package io.sensorium.bench.jvm;

/** A contender that could not do its run; the message says why, for the table. */
public final class ChildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChildFailure(String message) {
    super(message);
  }
}
