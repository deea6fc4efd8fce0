package io.sensorium.worker.serve;

import java.io.Serial;

/** Why a model cannot be used as asked. */
public final class ServeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Kind {
    /** There is no such model or version. */
    UNKNOWN,
    /** The tensors are not what the model takes. */
    UNFIT,
    /** As much is being done as may be; try again soon. */
    FULL,
    /** It was unloaded, does not load, or everything is being closed. */
    UNAVAILABLE,
    /** It failed while it ran. */
    FAILED
  }

  private final Kind kind;

  /**
   * @param subject what it is about
   * @param expected what was expected
   * @param found what was found
   * @param fix what to change
   */
  public ServeException(Kind kind, String subject, String expected, String found, String fix) {
    super(subject + ": expected " + expected + ", found " + found + ". " + fix + ".");
    this.kind = kind;
  }

  /** For a reason that says all that itself. */
  public ServeException(Kind kind, RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
