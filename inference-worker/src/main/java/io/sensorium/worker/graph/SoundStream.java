package io.sensorium.worker.graph;

import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.plan.FeatureSpec;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Where a model with state stands in the sound of one sensor. */
final class SoundStream {
  /** A chunk that begins further from the end of the one before begins a new stream. */
  private static final long MAX_GAP_US = 500_000;

  /** More chunks than a moment's window can overlap. */
  private static final int REMEMBERED_CHUNKS = 256;

  private final FeatureSpec.Samples spec;
  private final Map<String, Tensor> states = new HashMap<>();
  private final Map<EventKey, Map<String, float[]>> chunks =
      new SoundStreams.Bounded<>(REMEMBERED_CHUNKS);
  private float[] context;
  private float[] pending = new float[0];
  private int at;
  private long endUs = Long.MIN_VALUE / 2;

  SoundStream(FeatureSpec.Samples spec) {
    this.spec = spec;
    this.context = new float[spec.context()];
  }

  boolean knows(EventKey chunk) {
    return chunks.containsKey(chunk);
  }

  Map<String, float[]> output(EventKey chunk) {
    return chunks.getOrDefault(chunk, Map.of());
  }

  /**
   * Takes a chunk in.
   *
   * @return whether the state begins anew with it
   */
  boolean begin(SoundSpan span) {
    boolean fresh = Math.abs(span.startUs() - endUs) > MAX_GAP_US;
    if (fresh) {
      states.clear();
      context = new float[spec.context()];
      pending = new float[0];
      at = 0;
    }
    float[] rest = Arrays.copyOfRange(pending, at, pending.length + span.samples().length);
    System.arraycopy(span.samples(), 0, rest, pending.length - at, span.samples().length);
    pending = rest;
    at = 0;
    endUs = span.endUs();
    return fresh;
  }

  /** Writes the next window, context first; false where less than a window is left. */
  boolean next(FloatBuffer window) {
    if (pending.length - at < spec.window()) {
      return false;
    }
    window.clear().put(context).put(pending, at, spec.window());
    at += spec.window();
    context = new float[spec.context()];
    window.get(spec.size() - spec.context(), context);
    return true;
  }

  /** The state that a run begins with. */
  Tensor state(FeedPlan.FromState feed) {
    Tensor kept = states.get(feed.output());
    if (kept != null) {
      return kept;
    }
    long size = feed.dims().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    return new Tensor(RowPool.direct((int) size), feed.dims());
  }

  /** The outputs of a run, the state for the next one among them. */
  void keep(Map<String, Tensor> outputs) {
    states.putAll(outputs);
  }

  /** The chunk is done. */
  void end(EventKey chunk, Map<String, float[]> outputs) {
    chunks.put(chunk, outputs);
  }
}
