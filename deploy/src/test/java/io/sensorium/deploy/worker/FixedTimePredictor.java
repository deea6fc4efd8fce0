package io.sensorium.deploy.worker;

import io.sensorium.event.Classification;
import io.sensorium.event.MissingInput;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.Score;
import io.sensorium.event.Stage;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.moment.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that takes a fixed time off the CPU, one moment after the other. Moments whose id
 * contains {@code poison} make it fail until it is cured; {@code deadly} ones end the process.
 */
final class FixedTimePredictor implements Predictor {
  static final String POISON = "poison";
  static final String DEADLY = "deadly";
  private static final int KILLED = 137;

  final AtomicInteger runs = new AtomicInteger();
  private final AtomicBoolean cured = new AtomicBoolean();
  private final Duration time;
  private final ExecutorService device =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "fixed-time-model");
            thread.setDaemon(true);
            return thread;
          });

  FixedTimePredictor(Duration time) {
    this.time = time;
  }

  void cure() {
    cured.set(true);
  }

  @Override
  public Set<String> inputs() {
    return Set.of(MomentFeed.INPUT);
  }

  @Override
  public boolean stateful() {
    return false;
  }

  @Override
  public CompletableFuture<Outcome> submit(MomentPayloads moment) {
    return CompletableFuture.supplyAsync(() -> run(moment), device);
  }

  private Outcome run(MomentPayloads moment) {
    runs.incrementAndGet();
    String id = moment.moment().getId();
    if (id.contains(DEADLY) && !cured.get()) {
      Runtime.getRuntime().halt(KILLED);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (id.contains(POISON) && !cured.get()) {
      return new Outcome.Failed(
          Stage.MODEL, "expected a number, found NaN", new ArithmeticException("NaN of " + id));
    }
    List<MissingInput> missing =
        moment.inputs().stream()
            .flatMap(
                input ->
                    input.lost().stream()
                        .map(l -> new MissingInput(input.name(), l.reason(), l.detail())))
            .toList();
    return new Outcome.Predicted(
        new Classification(List.of(new Score("seen", 1f))),
        List.of(),
        missing,
        new ModelIdentity("fixed", "1", "none", "none", "none"),
        new Timing(0, 0, TimeUnit.NANOSECONDS.toMicros(time.toNanos())),
        false);
  }

  @Override
  public void close() {
    device.shutdown();
  }
}
