package io.sensorium.bench;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.pipeline.Step;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * ONNX Runtime alone on a pipeline's models: the limit of what a worker on as many threads can do.
 * The model files are those that the worker takes on the CPU.
 */
final class BareModels implements AutoCloseable {
  private final List<String> names;
  private final int batch;

  /** By thread, in the order of the steps. */
  private final List<List<BareModel>> models = new ArrayList<>();

  private BareModels(List<String> names, int batch) {
    this.names = List.copyOf(names);
    this.batch = batch;
  }

  /** Loads every step's model once for each thread. */
  static BareModels load(Pipeline pipeline, Path repository, int threads) throws OrtException {
    Inference inference = pipeline.inference();
    if (inference == null) {
      throw new IllegalArgumentException("expected a pipeline with inference, found none");
    }
    List<ModelFile> files = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Step step : inference.steps()) {
      ModelFile file =
          ModelRepository.open(repository)
              .version(step.model(), step.version())
              .file(Provider.CPU.variants());
      files.add(file);
      names.add(step.model() + " " + file.variant());
    }
    // Whoever is first makes the environment of this JVM, and this knows how.
    OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    BareModels loaded = new BareModels(names, inference.maxBatchSize());
    for (int thread = 0; thread < threads; thread++) {
      List<BareModel> own = new ArrayList<>();
      for (ModelFile file : files) {
        own.add(BareModel.load(environment, file.path(), loaded.batch));
      }
      loaded.models.add(own);
    }
    return loaded;
  }

  /** Model and variant of each step. */
  List<String> names() {
    return names;
  }

  int threads() {
    return models.size();
  }

  int batch() {
    return batch;
  }

  /**
   * Runs each model for so many rows.
   *
   * @return rows a second
   */
  double rate(long rows) throws InterruptedException, ExecutionException {
    long batches = (rows + batch - 1) / batch;
    AtomicLong taken = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(models.size());
    try {
      long began = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (List<BareModel> own : models) {
        running.add(
            threads.submit(
                () -> {
                  while (taken.getAndIncrement() < batches) {
                    for (BareModel model : own) {
                      model.run();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
      return batches * batch * 1e9 / (System.nanoTime() - began);
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public void close() throws OrtException {
    for (List<BareModel> own : models) {
      for (BareModel model : own) {
        model.close();
      }
    }
  }
}
