package io.sensorium.worker.device;

import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TypedRuntime;
import io.sensorium.worker.tensor.TypedSession;
import io.sensorium.worker.tensor.TypedTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A runtime whose models take turns on the device: as many runs at once as it has lanes, and equal
 * time for each model file that wants it, be it of the pipeline, of a version on trial, or of
 * requests. Thread-safe.
 *
 * @param <R> the runtime
 */
public final class SharedRuntime<R extends ModelRuntime & TypedRuntime>
    implements ModelRuntime, TypedRuntime {
  private final R runtime;
  private final FairTurns turns;
  private final Map<Path, TurnOrder.Share> shares = new ConcurrentHashMap<>();

  /**
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public SharedRuntime(R runtime, LongSupplier nanoTime) {
    this.runtime = runtime;
    this.turns = new FairTurns(runtime.lanes(), nanoTime);
  }

  @Override
  public List<String> variants() {
    return runtime.variants();
  }

  @Override
  public int lanes() {
    return runtime.lanes();
  }

  @Override
  public ModelSession load(Path model) {
    return new InTurn(runtime.load(model), share(model));
  }

  @Override
  public TypedSession loadTyped(Path model) {
    return new TypedInTurn(runtime.loadTyped(model), share(model));
  }

  private TurnOrder.Share share(Path model) {
    return shares.computeIfAbsent(model, any -> new TurnOrder.Share());
  }

  private <T> T inTurn(TurnOrder.Share share, Supplier<T> run) {
    FairTurns.Turn turn = turns.enter(share);
    try {
      return run.get();
    } finally {
      turn.end();
    }
  }

  private final class InTurn implements ModelSession {
    private final ModelSession session;
    private final TurnOrder.Share share;

    InTurn(ModelSession session, TurnOrder.Share share) {
      this.session = session;
      this.share = share;
    }

    @Override
    public ModelSignature signature() {
      return session.signature();
    }

    @Override
    public String provider() {
      return session.provider();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
      return inTurn(share, () -> session.run(inputs, outputs));
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private final class TypedInTurn implements TypedSession {
    private final TypedSession session;
    private final TurnOrder.Share share;

    TypedInTurn(TypedSession session, TurnOrder.Share share) {
      this.session = session;
      this.share = share;
    }

    @Override
    public ModelSignature signature() {
      return session.signature();
    }

    @Override
    public String provider() {
      return session.provider();
    }

    @Override
    public Map<String, TypedTensor> run(Map<String, TypedTensor> inputs, Set<String> outputs) {
      return inTurn(share, () -> session.run(inputs, outputs));
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
