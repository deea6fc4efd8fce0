package io.sensorium.worker.payload;

import java.util.concurrent.CompletableFuture;

/** The records of the source topics, by address. Safe to call from any thread. */
public interface SourceRecords extends AutoCloseable {

  /**
   * Finds a record. While the broker cannot be reached the answer waits.
   *
   * @return completes with what is there, on the thread that reads the topic: hand on what takes
   *     long; cancelled where the partition is released or this is closed first
   */
  CompletableFuture<Lookup> read(RecordAddress address);

  /** Forgets that partition number of every topic, and cancels those who wait for it. */
  void release(int partition);

  /** Stops reading, and cancels all who wait. */
  @Override
  void close();
}
