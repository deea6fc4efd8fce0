package io.sensorium.worker.http;

/** A bounded amount of memory that is taken and given back. On the event loop alone. */
final class ByteBudget {
  private final long limit;
  private long taken;

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Takes at once, or not at all. */
  boolean tryTake(long bytes) {
    if (taken + bytes > limit) {
      return false;
    }
    taken += bytes;
    return true;
  }

  void give(long bytes) {
    taken -= bytes;
  }

  long taken() {
    return taken;
  }
}
