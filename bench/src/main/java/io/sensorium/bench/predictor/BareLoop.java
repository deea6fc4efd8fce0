package io.sensorium.bench.predictor;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.workload.PayloadRows;
import io.sensorium.bench.workload.Payloads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run the network on payloads from memory for three seconds. Payloads are read before.
 *
 * @param decoding whether each row is decoded anew; otherwise the tensors are there already
 */
record BareLoop(Task task, int threads, boolean decoding) implements Contender {
  private static final long NANOS = 3_000_000_000L;

  @Override
  public Running start(RunSettings run) {
    List<byte[]> payloads = TopicHead.read(run.kafka(), task.topic(), Payloads.COUNT);
    PayloadRows rows = task.rows(run);
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      BareModel model = task.load(run, task.batch());
      for (int row = 0; row < model.batch(); row++) {
        var unused = rows.write(payloads.get(row % payloads.size()), model.values());
      }
      loops.add(new Loop(model, rows, payloads));
    }
    loops.forEach(loop -> loop.thread.start());
    return new Running() {
      @Override
      public long taken() {
        return loops.stream().mapToLong(loop -> loop.taken.sum()).sum();
      }

      @Override
      public @Nullable Throwable failure() {
        return loops.stream()
            .<@Nullable Throwable>map(loop -> loop.failure.get())
            .filter(failure -> failure != null)
            .findFirst()
            .orElse(null);
      }

      @Override
      public void close() {
        loops.forEach(Loop::join);
      }
    };
  }

  private final class Loop {
    private final BareModel model;
    private final PayloadRows rows;
    private final List<byte[]> payloads;
    private final LongAdder taken = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "bare-loop");

    Loop(BareModel model, PayloadRows rows, List<byte[]> payloads) {
      this.model = model;
      this.rows = rows;
      this.payloads = payloads;
    }

    private void run() {
      try (model) {
        long end = System.nanoTime() + NANOS;
        int next = 0;
        while (System.nanoTime() - end < 0) {
          model.values().clear();
          for (int row = 0; decoding && row < model.batch(); row++) {
            var unused = rows.write(payloads.get(next++ % payloads.size()), model.values());
          }
          model.run(model.batch());
          taken.add(model.batch());
        }
      } catch (RuntimeException e) {
        failure.set(e);
      }
    }

    private void join() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
