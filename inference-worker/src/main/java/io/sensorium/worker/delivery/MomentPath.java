package io.sensorium.worker.delivery;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.Moment;
import io.sensorium.serde.AvroDeserializer;
import io.sensorium.serde.AvroSerializer;
import io.sensorium.worker.answer.AnswerWriter;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.payload.PayloadReader;
import io.sensorium.worker.payload.PayloadResolver;
import io.sensorium.worker.payload.RegistryRetry;
import io.sensorium.worker.payload.SourceRecords;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The way from a moment's record to its answer with its threads, whoever reads the one and
 * publishes the other.
 */
final class MomentPath implements AutoCloseable {
  /** What was opened, the latest first. */
  private final Deque<Runnable> opened = new ArrayDeque<>();

  private final Map<String, Object> serde;
  private final RegistryRetry retry;
  private final PayloadResolver resolver;
  private final AnswerWriter writer;
  private final MomentProcessor processor;

  /**
   * @param sources closed with this
   * @param predictor stays open until this is closed; closed by the caller
   * @param clock says when a prediction was made
   */
  MomentPath(
      DeliverySettings settings,
      Map<String, String> kafka,
      SourceRecords sources,
      Predictor predictor,
      InstantSource clock) {
    serde = serdeSettings(kafka);
    ExecutorService submitting = Executors.newSingleThreadExecutor(named("moment-submitter"));
    opened.push(submitting::shutdownNow);
    retry = new RegistryRetry(decodingThread());
    resolver =
        new PayloadResolver(
            predictor.inputs(),
            sources,
            new PayloadReader(deserializer(CameraFrame.class), deserializer(AudioChunk.class)),
            retry);
    opened.push(resolver::close);
    writer =
        new AnswerWriter(
            settings.pipeline(), settings.maxRecordBytes(), serializer(), serializer(), clock);
    processor =
        new MomentProcessor(resolver, predictor, writer, retry, submitting, System::nanoTime);
  }

  MomentProcessor processor() {
    return processor;
  }

  AnswerWriter writer() {
    return writer;
  }

  RegistryRetry retry() {
    return retry;
  }

  /** A reader of its own for a thread that reads moments. */
  MomentReader reader() {
    return new MomentReader(deserializer(Moment.class));
  }

  /** Forgets the source records of that partition number. */
  void release(int partition) {
    resolver.release(partition);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }

  /** Trying again is this package's job: the serdes are to say soon that there is trouble. */
  private static Map<String, Object> serdeSettings(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putIfAbsent("max.retries", 2);
    return settings;
  }

  private <T> Deserializer<T> deserializer(Class<T> type) {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>(type);
    deserializer.configure(serde, false);
    return deserializer;
  }

  private <T> Serializer<T> serializer() {
    AvroSerializer<T> serializer = new AvroSerializer<>();
    serializer.configure(serde, false);
    return serializer;
  }

  /** The thread that opens payloads and writes answers, and its timer. */
  private RegistryRetry.Later decodingThread() {
    ExecutorService thread = Executors.newSingleThreadExecutor(named("payload-decoder"));
    opened.push(thread::shutdownNow);
    // Its queue is far cheaper than a timer's, through which each moment would go twice.
    return (work, pause) -> {
      if (pause.isZero()) {
        thread.execute(work);
      } else {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, thread)
            .execute(work);
      }
    };
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
