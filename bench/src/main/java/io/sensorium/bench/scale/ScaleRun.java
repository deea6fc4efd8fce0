package io.sensorium.bench.scale;

import io.sensorium.bench.worker.AnswerTail;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.topic.Topics;
import io.sensorium.worker.delivery.DeliveryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * So many workers over one topic of moments.
 *
 * @param kafka client settings
 * @param folder with the pipeline
 * @param partitions of the topic
 * @param mode of their group
 * @param takes time of the model
 */
record ScaleRun(
    Map<String, String> kafka,
    ModelFolder folder,
    int partitions,
    DeliveryConfig.Mode mode,
    Duration takes) {
  /** How long a group may take to settle before what it does then counts. */
  private static final Duration SETTLE = Duration.ofSeconds(20);

  private static final Duration CALM = Duration.ofSeconds(1);

  /**
   * Runs them in a group that Kafka has not seen before, and counts what becomes visible once all
   * that can have work have some.
   *
   * @return predictions a second
   */
  double rate(int workers, Duration counted) {
    String group = "scale-" + UUID.randomUUID();
    List<PausingWorker> started = new ArrayList<>();
    try (AnswerTail tail = new AnswerTail(kafka, Topics.predictions(ModelFolder.PIPELINE))) {
      for (int i = 0; i < workers; i++) {
        started.add(PausingWorker.start(folder, kafka, group, mode, takes));
      }
      int able = mode == DeliveryConfig.Mode.SHARED ? workers : Math.min(workers, partitions);
      long limit = System.nanoTime() + SETTLE.toNanos();
      while (started.stream().filter(PausingWorker::busy).count() < able
          && System.nanoTime() - limit < 0) {
        tail.poll();
      }
      watch(tail, CALM);
      long before = tail.count();
      long nanos = watch(tail, counted);
      return (tail.count() - before) * 1e9 / nanos;
    } finally {
      started.parallelStream().forEach(PausingWorker::close);
    }
  }

  private static long watch(AnswerTail tail, Duration time) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < time.toNanos()) {
      tail.poll();
    }
    return System.nanoTime() - began;
  }
}
