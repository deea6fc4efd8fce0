package io.sensorium.worker.payload;

/** What was found at an address. */
public sealed interface Lookup {

  /** The record's value, whole. */
  final class Found implements Lookup {
    private final byte[] value;

    Found(byte[] value) {
      this.value = value;
    }

    /** The bytes as they stand on the topic, empty for a tombstone; shared, never written to. */
    byte[] value() {
      return value;
    }
  }

  /**
   * There is no record there, and there never will be.
   *
   * @param detail what was expected and what was found
   */
  record Gone(String detail) implements Lookup {}
}
