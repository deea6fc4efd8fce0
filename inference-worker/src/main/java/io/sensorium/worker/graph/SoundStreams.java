package io.sensorium.worker.graph;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.plan.FeatureSpec;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs one step with state on the sound of every sensor, window after window. A chunk's output is
 * the largest value over its windows, element by element, and a moment's is the largest over its
 * chunks. A chunk is run once, however many moments it is in. What a chunk leaves over at its end
 * begins the next one's first window. Belongs to one lane.
 */
final class SoundStreams {
  private record StreamKey(String site, String sensor) {}

  private final StepPlan step;
  private final ModelSession session;
  private final LongSupplier nanoTime;
  private final FeatureWriter writer;
  private final FeedPlan.FromInput sound;
  private final FeatureSpec.Stream spec;
  private final FloatBuffer window;
  private final FloatBuffer row;
  private final Map<StreamKey, SoundStream> streams;

  SoundStreams(StepPlan step, ModelSession session, int maxStreams, LongSupplier nanoTime) {
    this.step = step;
    this.session = session;
    this.nanoTime = nanoTime;
    this.sound = step.inputFeeds().get(0);
    this.writer = new FeatureWriter(sound);
    this.spec = (FeatureSpec.Stream) sound.spec();
    this.window = RowPool.direct(spec.window() + spec.context());
    this.row = RowPool.direct(spec.size());
    this.streams = new Bounded<>(maxStreams);
  }

  /** The step's result for a moment; adds to the moment's times. */
  StepResult run(MomentWork work) {
    InputPayload payload = work.payload(sound.input().name());
    if (payload == null) {
      return StepResult.absent(Map.of());
    }
    Map<String, float[]> outputs = new HashMap<>();
    Map<String, String> unreadable = new HashMap<>();
    boolean reset = false;
    for (PayloadEvent event : payload.events()) {
      if (event instanceof PayloadEvent.Chunk chunk) {
        StreamKey key = new StreamKey(work.site(), chunk.reference().getSensor());
        SoundStream stream = streams.computeIfAbsent(key, any -> new SoundStream(spec));
        EventKey id = EventKey.of(chunk.reference());
        try {
          if (!stream.knows(id)) {
            reset |= listen(stream, id, chunk, work);
          }
          larger(outputs, stream.output(id));
        } catch (FeatureException broken) {
          unreadable.put(sound.input().name(), String.valueOf(broken.getMessage()));
        }
      }
    }
    return new StepResult(outputs, outputs.isEmpty() ? unreadable : Map.of(), null, reset, null);
  }

  private boolean listen(
      SoundStream stream, EventKey key, PayloadEvent.Chunk chunk, MomentWork work)
      throws FeatureException {
    long begin = nanoTime.getAsLong();
    SoundSpan span = writer.span(chunk).at(spec.sampleRate());
    work.addFeaturesNanos(nanoTime.getAsLong() - begin);
    boolean reset = stream.begin(span);
    Map<String, float[]> outputs = new HashMap<>();
    while (stream.next(window)) {
      long start = nanoTime.getAsLong();
      writer.write(window.rewind(), row);
      Map<String, Tensor> results = session.run(tensors(stream), step.outputs());
      work.addComputeNanos(nanoTime.getAsLong() - start);
      stream.keep(results);
      Map<String, float[]> values = new HashMap<>();
      results.forEach((name, tensor) -> values.put(name, array(tensor)));
      larger(outputs, values);
    }
    stream.end(key, outputs);
    return reset;
  }

  private Map<String, Tensor> tensors(SoundStream stream) {
    Map<String, Tensor> tensors = new HashMap<>();
    for (FeedPlan feed : step.feeds()) {
      if (feed instanceof FeedPlan.FromState state) {
        tensors.put(feed.tensor(), stream.state(state));
      } else if (feed instanceof FeedPlan.FromConstant constant) {
        FloatBuffer values = FloatBuffer.allocate(constant.values().size());
        constant.values().forEach(value -> values.put(value.floatValue()));
        List<Long> dims = new ArrayList<>(constant.eachRow() ? List.of(1L) : List.of());
        dims.addAll(constant.dims());
        tensors.put(feed.tensor(), new Tensor(values.flip(), dims));
      } else if (feed instanceof FeedPlan.FromPresence presence) {
        FloatBuffer ones = FloatBuffer.allocate(presence.inputs().size());
        presence.inputs().forEach(i -> ones.put(i.equals(sound.input().name()) ? 1 : 0));
        tensors.put(feed.tensor(), new Tensor(ones.flip(), batchOfOne(presence.rowDims())));
      } else {
        tensors.put(feed.tensor(), new Tensor(row.rewind(), batchOfOne(sound.rowDims())));
      }
    }
    return tensors;
  }

  private static List<Long> batchOfOne(List<Long> rowDims) {
    List<Long> dims = new ArrayList<>(List.of(1L));
    dims.addAll(rowDims);
    return dims;
  }

  private static float[] array(Tensor tensor) {
    float[] values = new float[tensor.values().remaining()];
    tensor.values().duplicate().get(values);
    return values;
  }

  private static void larger(Map<String, float[]> outputs, Map<String, float[]> more) {
    more.forEach(
        (name, values) -> {
          float[] known = outputs.putIfAbsent(name, values.clone());
          for (int i = 0; known != null && i < Math.min(known.length, values.length); i++) {
            known[i] = Math.max(known[i], values[i]);
          }
        });
  }

  /** Forgets what was not used for longest. */
  static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int max;

    Bounded(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }
}
