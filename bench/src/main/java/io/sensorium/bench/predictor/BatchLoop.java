package io.sensorium.bench.predictor;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.ScoredEvent;
import io.sensorium.bench.workload.PayloadRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Plain consumers in one group: what a poll brings is decoded, run as one batch, and produced.
 * Offsets are committed every second, after what was produced is acknowledged.
 */
record BatchLoop(Task task, int threads) implements Contender {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_NANOS = 1_000_000_000;

  @Override
  public Running start(RunSettings run) {
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(new Loop(run));
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
        loops.forEach(loop -> loop.consumer.wakeup());
        loops.forEach(Loop::join);
      }
    };
  }

  private final class Loop {
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final PayloadRows rows;
    private final BareModel model;
    private final String output;
    private final LongAdder taken = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "batch-loop");

    Loop(RunSettings run) {
      Map<String, Object> consuming = new HashMap<>(run.kafka());
      consuming.put(ConsumerConfig.GROUP_ID_CONFIG, run.name());
      consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
      consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, task.batch());
      consumer =
          new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer.subscribe(List.of(task.topic()));
      producer =
          new KafkaProducer<>(
              new HashMap<>(run.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
      rows = task.rows(run);
      model = task.load(run, task.batch());
      output = run.output();
    }

    private void run() {
      try (consumer;
          producer;
          model) {
        long committed = System.nanoTime();
        while (true) {
          predict(consumer.poll(POLL));
          if (System.nanoTime() - committed > COMMIT_NANOS) {
            producer.flush();
            consumer.commitSync();
            committed = System.nanoTime();
          }
        }
      } catch (WakeupException e) {
        // closed
      } catch (RuntimeException e) {
        failure.set(e);
      }
    }

    private void predict(ConsumerRecords<byte[], byte[]> records) {
      if (records.isEmpty()) {
        return;
      }
      List<String> ids = new ArrayList<>(records.count());
      model.values().clear();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        ids.add(rows.write(record.value(), model.values()));
      }
      model.run(ids.size());
      int row = 0;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        byte[] value = new ScoredEvent(ids.get(row), model.scores(row)).encode();
        row++;
        var unused =
            producer.send(new ProducerRecord<>(output, record.partition(), record.key(), value));
      }
      taken.add(row);
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
