package io.sensorium.worker.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Direct buffers for rows of features, used again by their size. As many as there are unfinished
 * moments, each with its tensors. Thread-safe.
 */
final class RowPool {
  private final Map<Integer, Queue<FloatBuffer>> free = new ConcurrentHashMap<>();

  /** A buffer of exactly this many floats, with whatever it held last. */
  FloatBuffer take(int size) {
    FloatBuffer buffer = queue(size).poll();
    return buffer == null ? direct(size) : buffer;
  }

  /** Gives a buffer back, which the caller no longer uses. */
  void give(FloatBuffer buffer) {
    queue(buffer.capacity()).add(buffer.clear());
  }

  static FloatBuffer direct(int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(4, size))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private Queue<FloatBuffer> queue(int size) {
    return free.computeIfAbsent(size, any -> new ConcurrentLinkedQueue<>());
  }
}
