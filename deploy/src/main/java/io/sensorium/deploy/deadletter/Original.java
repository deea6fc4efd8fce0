package io.sensorium.deploy.deadletter;

/** The record that a dead letter is about. */
sealed interface Original {

  /** Its value, whole. */
  final class Found implements Original {
    private final byte[] value;

    Found(byte[] value) {
      this.value = value;
    }

    byte[] value() {
      return value;
    }
  }

  /**
   * It cannot be had any more.
   *
   * @param detail what was expected and what was found
   */
  record Gone(String detail) implements Original {}
}
