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

  private final FeatureSpec.Samples spec;
  private final Map<String, Tensor> states = new HashMap<>();
  private float[] context;
  private float[] pending = new float[0];
  private int at;
  private long endUs = Long.MIN_VALUE / 2;

  SoundStream(FeatureSpec.Samples spec) {
    this.spec = spec;
    this.context = new float[spec.context()];
  }

  /**
   * Takes a chunk in.
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
}
