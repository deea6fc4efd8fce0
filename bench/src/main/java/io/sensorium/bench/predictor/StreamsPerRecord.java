package io.sensorium.bench.predictor;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.ScoredEvent;
import io.sensorium.bench.peer.StreamsRun;
import io.sensorium.bench.workload.PayloadRows;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/** Kafka Streams that calls the network for each record in {@code mapValues}. */
record StreamsPerRecord(Task task, int threads) implements Contender {
  @Override
  public Running start(RunSettings run) {
    LongAdder taken = new LongAdder();
    PayloadRows rows = task.rows(run);
    Queue<BareModel> loaded = new ConcurrentLinkedQueue<>();
    ThreadLocal<BareModel> models =
        ThreadLocal.withInitial(
            () -> {
              BareModel model = task.load(run, 1);
              loaded.add(model);
              return model;
            });
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            task.topic(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
        .mapValues(
            value -> {
              BareModel model = models.get();
              String id = rows.write(value, model.values().clear());
              model.run(1);
              taken.increment();
              return new ScoredEvent(id, model.scores(0)).encode();
            })
        .to(run.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    Properties settings = StreamsRun.settings(run);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    // The producer's own default. Streams' 100 ms would only delay the last records.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return new Models(StreamsRun.start(builder, settings, taken), loaded);
  }

  /** Frees the models after the threads have ended. */
  private record Models(Running streams, Queue<BareModel> loaded) implements Running {
    @Override
    public long taken() {
      return streams.taken();
    }

    @Override
    public @Nullable Throwable failure() {
      return streams.failure();
    }

    @Override
    public void close() {
      streams.close();
      loaded.forEach(BareModel::close);
    }
  }
}
