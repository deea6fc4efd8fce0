package io.sensorium.deploy.samples;

import io.sensorium.config.Durations;
import io.sensorium.event.AudioChunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sensor was heard to say up to a chunk: a model's window is often longer than a chunk is.
 */
final class ChunkRuns {
  /** Longer than the windows of most models, in microseconds. */
  static final long LONGEST_US = 10_000_000;

  /** Clocks of devices round to milliseconds. */
  private static final long SEAM_US = 1_000;

  private final Map<String, Deque<AudioChunk>> bySensor = new HashMap<>();

  /** A chunk behind those that it follows without a gap, up to 10 s together. */
  List<AudioChunk> upTo(AudioChunk chunk) {
    Deque<AudioChunk> run =
        bySensor.computeIfAbsent(
            chunk.getSite() + '\n' + chunk.getSensor(), any -> new ArrayDeque<>());
    if (!run.isEmpty() && !follows(run.getLast(), chunk)) {
      run.clear();
    }
    run.addLast(chunk);
    while (run.stream().mapToLong(AudioChunk::getDurationUs).sum() > LONGEST_US && run.size() > 1) {
      run.removeFirst();
    }
    return List.copyOf(run);
  }

  private static boolean follows(AudioChunk before, AudioChunk chunk) {
    long end = Durations.micros(before.getEventTime()) + before.getDurationUs();
    return Math.abs(Durations.micros(chunk.getEventTime()) - end) <= SEAM_US
        && before.getEncoding() == chunk.getEncoding()
        && before.getSampleRate() == chunk.getSampleRate()
        && before.getChannels() == chunk.getChannels();
  }
}
