package io.sensorium.worker.graph;

/**
 * How much a graph may hold, and how it deals with load.
 *
 * @param featureThreads threads that decode payloads; 0 for one a core
 * @param unfinishedMoments moments under way at most; more wait as the queue says; 0 for four full
 *     batches for each lane, and two where the queue chooses among those who wait
 * @param cachedBytes memory for results of payloads that may recur
 * @param soundStreams sensors of which a lane keeps a model's state; the one unused for longest
 *     begins anew
 * @param queue what becomes of moments that have to wait
 * @param warmUp whether every session runs once with one row and once with a full batch of zeros,
 *     on the thread that it belongs to, before the graph is there
 */
public record GraphSettings(
    int featureThreads,
    int unfinishedMoments,
    long cachedBytes,
    int soundStreams,
    QueuePolicy queue,
    boolean warmUp) {

  /** A thread a core, four batches a lane, 64 MiB, 10,000 sensors, no queue, no warm-up. */
  public static final GraphSettings DEFAULT = new GraphSettings(0, 0, 64L << 20, 10_000);

  public GraphSettings {
    if (featureThreads < 0 || unfinishedMoments < 0 || cachedBytes < 0 || soundStreams < 1) {
      throw new IllegalArgumentException(
          "expected no negative numbers and at least one stream, found %d, %d, %d and %d"
              .formatted(featureThreads, unfinishedMoments, cachedBytes, soundStreams));
    }
  }

  /** Without a queue and cold. */
  public GraphSettings(
      int featureThreads, int unfinishedMoments, long cachedBytes, int soundStreams) {
    this(featureThreads, unfinishedMoments, cachedBytes, soundStreams, QueuePolicy.NONE, false);
  }

  /** The same with that queue. */
  public GraphSettings queued(QueuePolicy policy) {
    return new GraphSettings(
        featureThreads, unfinishedMoments, cachedBytes, soundStreams, policy, warmUp);
  }

  /** The same with a warm-up. */
  public GraphSettings warm() {
    return new GraphSettings(
        featureThreads, unfinishedMoments, cachedBytes, soundStreams, queue, true);
  }

  /** Moments under way at most. */
  int underWay(int maxBatchSize, int lanes) {
    int batches = queue.chooses() ? 2 : 4;
    return unfinishedMoments > 0 ? unfinishedMoments : batches * maxBatchSize * lanes;
  }
}
