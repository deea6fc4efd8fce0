package io.sensorium.worker.rollout;

import java.io.Serial;

/** A change of models that cannot be made as things stand. */
public final class RolloutException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param subject the model that it is about
   * @param expected what was expected
   * @param found what was found
   * @param fix what to do
   */
  public RolloutException(String subject, String expected, String found, String fix) {
    super(subject + ": expected " + expected + ", found " + found + ". " + fix + ".");
  }
}
