package io.sensorium.bench.worker;

import io.sensorium.bench.predictor.BareModel;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tries sizes of batches on a network alone, a session and a thread a core. */
final class BatchSweep {
  private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final long NANOS = 600_000_000;

  /** Beyond so many values a batch is larger than any cache and not worth the trial. */
  private static final int LARGEST_BATCH = 8 * 3 * 224 * 224;

  private BatchSweep() {}

  /** The size with the most rows a second; the smaller of two that are within 3 %. */
  static int best(ModelFolder folder, Net net, List<float[]> rows)
      throws InterruptedException, ExecutionException {
    int best = 1;
    double most = 0;
    for (int size : SIZES) {
      if (size * net.rowSize() <= LARGEST_BATCH && (size <= 16 || net == Net.MLP)) {
        double rate = rate(folder, net, rows, size);
        System.err.printf("batch %d: %,.0f rows/s%n", size, rate);
        if (rate > most * 1.03) {
          best = size;
          most = rate;
        }
      }
    }
    return best;
  }

  private static double rate(ModelFolder folder, Net net, List<float[]> rows, int size)
      throws InterruptedException, ExecutionException {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      List<Future<Double>> rates = new ArrayList<>();
      for (int i = 0; i < cores; i++) {
        rates.add(threads.submit(() -> one(folder, net, rows, size)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }

  private static double one(ModelFolder folder, Net net, List<float[]> rows, int size) {
    try (BareModel model = BareModel.load(folder.model(), net.rowSize(), net.scores(), size)) {
      for (int i = 0; i < size; i++) {
        model.values().put(rows.get(i % rows.size()));
      }
      model.run(size);
      model.run(size);
      long began = System.nanoTime();
      long done = 0;
      long now = began;
      for (; now - began < NANOS; now = System.nanoTime()) {
        model.run(size);
        done += size;
      }
      return done * 1e9 / (now - began);
    }
  }
}
