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
 * @param warmUp whether every session runs once with one row and once with a full batch of zeros,
 *     on the thread that it belongs to, before the graph is there
 */
public record GraphSettings(
    int featureThreads, int unfinishedMoments, long cachedBytes, int soundStreams, boolean warmUp) {

  /** A thread a core, four batches a lane, 64 MiB, 10,000 sensors, no warm-up. */
  public static final GraphSettings DEFAULT = new GraphSettings(0, 0, 64L << 20, 10_000);

  public GraphSettings {
    if (featureThreads < 0 || unfinishedMoments < 0 || cachedBytes < 0 || soundStreams < 1) {
      throw new IllegalArgumentException(
          "expected no negative numbers and at least one stream, found %d, %d, %d and %d"
              .formatted(featureThreads, unfinishedMoments, cachedBytes, soundStreams));
    }
  }

  /** Cold. */
  public GraphSettings(
      int featureThreads, int unfinishedMoments, long cachedBytes, int soundStreams) {
    this(featureThreads, unfinishedMoments, cachedBytes, soundStreams, false);
  }

  /** The same with a warm-up. */
  public GraphSettings warm() {
    return new GraphSettings(featureThreads, unfinishedMoments, cachedBytes, soundStreams, true);
  }
}
