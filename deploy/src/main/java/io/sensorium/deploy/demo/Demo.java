package io.sensorium.deploy.demo;

import io.sensorium.deploy.record.Recorder;
import io.sensorium.deploy.record.ResultLines;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.Dropped;
import io.sensorium.event.Moment;
import io.sensorium.event.Prediction;
import io.sensorium.fusion.stream.FusionCounts;
import io.sensorium.ingest.IngestApplication;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.ingest.publish.PublishCounts;
import io.sensorium.ingest.replay.ReplayConfig;
import io.sensorium.ingest.replay.ReplayProgress;
import io.sensorium.ingest.simulator.SimulatorConfig;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events in, predictions out, in one JVM, with the account of every event at the end. For one
 * thread.
 */
public final class Demo {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  private final DemoOptions options;
  private final DemoListener listener;
  private final BooleanSupplier stop;
  private final LongSupplier sinceStartMs;
  private final Ledger ledger = new Ledger();
  private long firstPredictionMs = -1;
  private @Nullable ResultLines lines;

  /**
   * @param stop true once someone asks to stop
   * @param sinceStartMs milliseconds since the process began
   */
  public Demo(
      DemoOptions options, DemoListener listener, BooleanSupplier stop, LongSupplier sinceStartMs) {
    this.options = options;
    this.listener = listener;
    this.stop = stop;
    this.sinceStartMs = sinceStartMs;
  }

  /** Runs to the end of the time, of the recording, or until asked to stop, drains, and sums up. */
  public DemoSummary run() {
    @Nullable Path folder = options.data();
    Path data = folder == null ? temporary() : folder;
    try (OneJvm all = OneJvm.start(options, data);
        ResultLines saved = options.record() == null ? null : ResultLines.open(options.record());
        ResultTail results = new ResultTail(all.kafka(), all.pipeline().name())) {
      lines = saved;
      PublishCounts published = feed(all, results);
      listener.draining();
      long unread = unread(all.pipeline(), published);
      FusionCounts counts = drain(all, results, published.acknowledgedEvents() - unread);
      if (options.record() != null) {
        new Recorder(all.kafka()).record(options.record(), done -> {});
      }
      return new DemoSummary(published, unread, counts, ledger, firstPredictionMs);
    } finally {
      if (folder == null) {
        delete(data);
      }
    }
  }

  private static long unread(Pipeline pipeline, PublishCounts published) {
    return published.acknowledged().entrySet().stream()
        .filter(
            count -> pipeline.inputs().stream().noneMatch(in -> in.modality() == count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private PublishCounts feed(OneJvm all, ResultTail results) {
    IngestApplication ingest = IngestApplication.start(ingestConfig(all));
    try (ingest) {
      listener.ready(all.kafka(), all.page());
      long end =
          options.time() == null ? Long.MAX_VALUE : System.nanoTime() + options.time().toNanos();
      CompletionStage<ReplayProgress> replay = ingest.replay().orElse(null);
      while (!stop.getAsBoolean() && System.nanoTime() < end && !done(replay)) {
        results.poll(POLL, this::take);
      }
    }
    return ingest.counts();
  }

  private static boolean done(@Nullable CompletionStage<ReplayProgress> replay) {
    // A replay that failed throws here what ended it.
    return replay != null
        && replay.toCompletableFuture().isDone()
        && replay.toCompletableFuture().join() != null;
  }

  private IngestConfig ingestConfig(OneJvm all) {
    if (options.recording() != null) {
      return IngestConfig.of(all.kafka(), ReplayConfig.of(options.recording(), options.speed()));
    }
    return IngestConfig.of(
        all.kafka(),
        SimulatorConfig.of(options.scenario().name(), options.sites()).withSpeed(options.speed()));
  }

  /** Waits until every event is accounted for and every moment answered, and that for a while. */
  private FusionCounts drain(OneJvm all, ResultTail results, long events) {
    long limit = System.nanoTime() + DRAIN_LIMIT.toNanos();
    long quietSince = System.nanoTime();
    FusionCounts counts = all.fusion().counts();
    while (System.nanoTime() < limit && System.nanoTime() - quietSince < QUIET.toNanos()) {
      results.poll(POLL, this::take);
      FusionCounts next = all.fusion().counts();
      boolean settled =
          next.events() + next.deadLetters() >= events
              && next.openMoments() == 0
              && ledger.moments() >= next.moments()
              && ledger.awaiting() == 0;
      if (!settled || !next.equals(counts)) {
        quietSince = System.nanoTime();
      }
      counts = next;
    }
    return counts;
  }

  private void take(SpecificRecord record, long arrivalMs) {
    if (record instanceof Moment moment) {
      ledger.add(moment);
      if (lines != null) {
        lines.write(moment);
      }
    } else if (record instanceof Dropped dropped) {
      ledger.add(dropped);
      if (lines != null) {
        lines.write(dropped);
      }
    } else if (record instanceof DeadLetter letter) {
      ledger.add(letter);
    } else if (record instanceof Prediction prediction) {
      if (firstPredictionMs < 0) {
        firstPredictionMs = sinceStartMs.getAsLong();
      }
      ledger.add(prediction, PredictionLine.label(prediction), arrivalMs);
      listener.predicted(prediction);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sensorium-demo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
