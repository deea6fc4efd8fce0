package io.sensorium.worker.graph;

import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.SoundSpan;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.PayloadEvent;
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
 * chunks. A chunk is run once, however many moments it is in and however often they come: what it
 * gave is remembered, so that a moment that is read again neither moves the state nor gets another
 * answer. What a chunk leaves over at its end begins the next one's first window. A stream that
 * cannot go on where it was, be it for a gap, a repetition too old to be remembered, a failure, or
 * because another worker had the site before, begins anew and says so. Belongs to one lane.
 */
final class SoundStreams {
  /** Chunks that are remembered: more than are in moments that may have to be read again. */
  private static final int REMEMBERED_CHUNKS = 16_384;

  private record StreamKey(String site, String sensor) {}

  private record ChunkKey(StreamKey stream, EventKey event) {}

  /**
   * What a chunk gave.
   *
   * @param moment the one that it was run for, and that declares a reset of the state
   */
  private record Heard(Map<String, float[]> outputs, boolean reset, String moment) {}

  private final StepPlan step;
  private final ModelSession session;
  private final LongSupplier nanoTime;
  private final FeatureWriter writer;
  private final FeedPlan.FromInput sound;
  private final FeatureSpec.Stream spec;
  private final FloatBuffer window;
  private final FloatBuffer row;
  private final Map<String, Tensor> fixed;
  private final GraphListener listener;
  private final Map<StreamKey, SoundStream> streams;
  private final Map<ChunkKey, Heard> chunks = new Bounded<>(REMEMBERED_CHUNKS);

  SoundStreams(
      StepPlan step,
      ModelSession session,
      int maxStreams,
      LongSupplier nanoTime,
      GraphListener listener) {
    this.listener = listener;
    this.step = step;
    this.session = session;
    this.nanoTime = nanoTime;
    this.sound = step.inputFeeds().get(0);
    this.writer = new FeatureWriter(sound);
    this.spec = (FeatureSpec.Stream) sound.spec();
    this.window = RowPool.direct(spec.window() + spec.context());
    this.row = RowPool.direct(spec.size());
    this.fixed = fixed();
    this.streams = new Bounded<>(maxStreams);
  }

  /**
   * The step's result for a moment.
   *
   * @param times what it takes is added to these
   */
  StepResult run(MomentWork work, StepTimes times) {
    InputPayload payload = work.payload(sound.input().name());
    if (payload == null) {
      return StepResult.absent(Map.of());
    }
    Map<String, float[]> outputs = new HashMap<>();
    Map<String, String> unreadable = new HashMap<>();
    boolean reset = false;
    for (PayloadEvent event : payload.events()) {
      if (event instanceof PayloadEvent.Chunk chunk) {
        try {
          Heard heard = heard(chunk, work, times);
          reset |= heard.reset() && heard.moment().equals(work.id());
          larger(outputs, heard.outputs());
        } catch (FeatureException broken) {
          unreadable.put(sound.input().name(), String.valueOf(broken.getMessage()));
        }
      }
    }
    Map<String, String> lost = outputs.isEmpty() ? unreadable : Map.of();
    return new StepResult(outputs, lost, null, reset, null, null);
  }

  private Heard heard(PayloadEvent.Chunk chunk, MomentWork work, StepTimes times)
      throws FeatureException {
    StreamKey key = new StreamKey(work.site(), chunk.reference().getSensor());
    ChunkKey id = new ChunkKey(key, EventKey.of(chunk.reference()));
    Heard known = chunks.get(id);
    if (known != null) {
      return known;
    }
    SoundStream stream = streams.computeIfAbsent(key, any -> new SoundStream(spec));
    try {
      Heard heard = listen(stream, chunk, work, times);
      chunks.put(id, heard);
      return heard;
    } catch (RuntimeException failed) {
      // Who knows how far it got: what comes next begins anew, and says so.
      streams.remove(key);
      throw failed;
    }
  }

  private Heard listen(
      SoundStream stream, PayloadEvent.Chunk chunk, MomentWork work, StepTimes times)
      throws FeatureException {
    long begin = nanoTime.getAsLong();
    SoundSpan span = writer.span(chunk).at(spec.sampleRate());
    times.addFeatures(nanoTime.getAsLong() - begin);
    boolean reset = stream.begin(span);
    Map<String, float[]> outputs = new HashMap<>();
    while (stream.next(window)) {
      long start = nanoTime.getAsLong();
      writer.write(window.rewind(), row);
      row.rewind();
      Map<String, Tensor> results = session.run(tensors(stream), step.outputs());
      long took = nanoTime.getAsLong() - start;
      times.addCompute(took);
      listener.stepRan(step.name(), 1, took);
      stream.keep(results);
      Map<String, float[]> values = new HashMap<>();
      results.forEach(
          (name, tensor) -> {
            if (step.taken().contains(name)) {
              values.put(name, array(tensor));
            }
          });
      larger(outputs, values);
    }
    return new Heard(outputs, reset, work.id());
  }

  private Map<String, Tensor> tensors(SoundStream stream) {
    window.rewind();
    Map<String, Tensor> tensors = new HashMap<>(fixed);
    for (FeedPlan feed : step.feeds()) {
      if (feed instanceof FeedPlan.FromState state) {
        tensors.put(feed.tensor(), stream.state(state));
      }
    }
    return tensors;
  }

  /** The tensors whose buffers are the same in every run: constants, the mask and the window. */
  private Map<String, Tensor> fixed() {
    Map<String, Tensor> tensors = new HashMap<>();
    for (FeedPlan feed : step.feeds()) {
      if (feed instanceof FeedPlan.FromConstant constant) {
        FloatBuffer values = RowPool.direct(constant.values().size());
        constant.values().forEach(value -> values.put(value.floatValue()));
        List<Long> dims = constant.eachRow() ? batchOfOne(constant.dims()) : constant.dims();
        tensors.put(feed.tensor(), new Tensor(values.flip(), dims));
      } else if (feed instanceof FeedPlan.FromPresence presence) {
        FloatBuffer ones = RowPool.direct(presence.inputs().size());
        presence.inputs().forEach(i -> ones.put(i.equals(sound.input().name()) ? 1 : 0));
        tensors.put(feed.tensor(), new Tensor(ones.flip(), batchOfOne(presence.rowDims())));
      } else if (feed instanceof FeedPlan.FromInput from) {
        tensors.put(feed.tensor(), new Tensor(row, batchOfOne(from.rowDims())));
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
