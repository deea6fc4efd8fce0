package io.sensorium.worker.share;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of payload that the readers of a worker hold together. Thread-safe. */
public final class Room {
  private final long capacity;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param capacity from how many bytes on nothing more is begun
   */
  public Room(long capacity) {
    this.capacity = capacity;
  }

  /** Whether one more may begin; it may be larger than what is left. */
  boolean open() {
    return held.get() < capacity;
  }

  void enter(long bytes) {
    held.addAndGet(bytes);
  }

  void leave(long bytes) {
    held.addAndGet(-bytes);
  }
}
