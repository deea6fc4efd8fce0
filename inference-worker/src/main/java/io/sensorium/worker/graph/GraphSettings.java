package io.sensorium.worker.graph;

/**
 * How much a graph may hold.
 *
 * @param featureThreads threads that decode payloads; 0 for one a core
 * @param unfinishedMoments moments taken and not finished at most; more wait in {@code submit}; 0
 *     for four full batches for each lane
 * @param cachedBytes memory for results of payloads that may recur
 * @param soundStreams sensors of which a lane keeps a model's state; the one unused for longest
 *     begins anew
 * @param listener told what the graph does
 */
public record GraphSettings(
    int featureThreads,
    int unfinishedMoments,
    long cachedBytes,
    int soundStreams,
    GraphListener listener) {

  /** A thread a core, four batches a lane, 64 MiB, 10,000 sensors. */
  public static final GraphSettings DEFAULT = new GraphSettings(0, 0, 64L << 20, 10_000);

  /** With nobody who listens. */
  public GraphSettings(
      int featureThreads, int unfinishedMoments, long cachedBytes, int soundStreams) {
    this(featureThreads, unfinishedMoments, cachedBytes, soundStreams, GraphListener.NONE);
  }

  /** The same, and someone listens. */
  public GraphSettings withListener(GraphListener other) {
    return new GraphSettings(featureThreads, unfinishedMoments, cachedBytes, soundStreams, other);
  }

  public GraphSettings {
    if (featureThreads < 0 || unfinishedMoments < 0 || cachedBytes < 0 || soundStreams < 1) {
      throw new IllegalArgumentException(
          "expected no negative numbers and at least one stream, found %d, %d, %d and %d"
              .formatted(featureThreads, unfinishedMoments, cachedBytes, soundStreams));
    }
  }
}
