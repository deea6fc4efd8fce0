package io.sensorium.ingest.payload;

/**
 * A payload that is not what its sender says. Carries what was expected, what was found and what to
 * do.
 */
public final class PayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;
  private final String fix;
  private final boolean tooLarge;

  /** Each part is a phrase without a full stop. */
  public PayloadException(String expected, String found, String fix) {
    this(expected, found, fix, false);
  }

  private PayloadException(String expected, String found, String fix, boolean tooLarge) {
    super("expected " + expected + "; found " + found + "; " + fix);
    this.expected = expected;
    this.found = found;
    this.fix = fix;
    this.tooLarge = tooLarge;
  }

  /** A payload beyond a limit that can be raised. */
  public static PayloadException tooLarge(String expected, String found) {
    return new PayloadException(expected, found, "make it smaller, or raise the limit", true);
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }

  public String fix() {
    return fix;
  }

  /** Whether it is beyond a limit, rather than malformed. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
