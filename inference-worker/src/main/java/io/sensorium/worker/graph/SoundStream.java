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
  /**
   * A chunk that begins further behind the end of the one before begins a new stream; so does one
   * that begins more than half of its own span before that end, since it was heard already.
   */
  private static final long MAX_GAP_US = 500_000;

  /** What clocks of devices are off by; chunks that are no further apart follow each other. */
  private static final long JITTER_US = 20_000;

  private final FeatureSpec.Stream spec;
  private final Map<String, Tensor> states = new HashMap<>();
  private float[] context;
  private boolean waiting;
  private float[] pending = new float[0];
  private int at;
  private long endUs = Long.MIN_VALUE / 2;

  SoundStream(FeatureSpec.Stream spec) {
    this.spec = spec;
    this.context = new float[spec.context()];
    this.waiting = spec.waitsForContext();
  }

  /**
   * Takes a chunk in. A short gap before it is silence; what the chunk before has said already is
   * left out.
   *
   * @return whether the state begins anew with it
   */
  boolean begin(SoundSpan span) {
    long ahead = span.startUs() - endUs;
    long half = (span.endUs() - span.startUs()) / 2;
    boolean fresh = ahead > MAX_GAP_US || ahead < -Math.min(MAX_GAP_US, half);
    if (fresh) {
      states.clear();
      context = new float[spec.context()];
      waiting = spec.waitsForContext();
      pending = new float[0];
      at = 0;
    }
    boolean adjoins = fresh || Math.abs(ahead) <= JITTER_US;
    long gap = adjoins ? 0 : ahead * spec.sampleRate() / 1_000_000;
    int silence = (int) Math.max(0, gap);
    int known = (int) Math.min(span.samples().length, Math.max(0, -gap));
    int left = pending.length - at;
    int added = span.samples().length - known;
    float[] rest = Arrays.copyOfRange(pending, at, at + left + silence + added);
    Arrays.fill(rest, left, left + silence, 0f);
    System.arraycopy(span.samples(), known, rest, left + silence, added);
    pending = rest;
    at = 0;
    endUs = Math.max(fresh ? Long.MIN_VALUE : endUs, span.endUs());
    return fresh;
  }

  /** Writes the next window, context first; false where less than a window is left. */
  boolean next(FloatBuffer window) {
    if (pending.length - at < spec.window() + (waiting ? spec.context() : 0)) {
      return false;
    }
    if (waiting) {
      System.arraycopy(pending, at, context, 0, context.length);
      at += context.length;
      waiting = false;
    }
    window.clear().put(context).put(pending, at, spec.window());
    at += spec.window();
    context = new float[spec.context()];
    window.get(spec.window(), context);
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
}
