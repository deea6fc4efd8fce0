package io.sensorium.deploy.command;

import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.ingest.IngestApplication;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.ingest.payload.PayloadLimits;
import io.sensorium.ingest.publish.PublishCounts;
import io.sensorium.ingest.replay.ReplayConfig;
import io.sensorium.ingest.replay.ReplayProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Feeds a recording to any Kafka. */
@Command(name = "replay", description = "Feed a recording to Kafka, in its arrival order.")
final class ReplayCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Interruption interruption;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A recording: a folder with timeline.csv.")
  private Path recording = Path.of("");

  @ArgGroup private Pace pace = new Pace();

  @Option(
      names = "--keep-times",
      description = "Keep event times as recorded; by default they are shifted to now.")
  private boolean keepTimes;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  /** One of the two. */
  static final class Pace {
    @Option(
        names = "--speed",
        paramLabel = "X",
        description = "Times faster than recorded (default 1).")
    private double speed = 1;

    @Option(names = "--fast", description = "As fast as Kafka takes it.")
    private boolean fast;
  }

  ReplayCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    BrokerCheck.require(connection.kafka());
    ReplayConfig config =
        new ReplayConfig(
            recording.toString(), pace.fast ? 0 : pace.speed, keepTimes, PayloadLimits.standard());
    IngestApplication ingest = IngestApplication.start(IngestConfig.of(connection.kafka(), config));
    try (ingest;
        Progress progress = Progress.of("replay", -1)) {
      CompletableFuture<ReplayProgress> done = ingest.replay().orElseThrow().toCompletableFuture();
      while (!done.isDone() && !interruption.await(LOOK)) {
        ingest.replayed().ifPresent(p -> progress.at(p.events()));
      }
      if (done.isDone()) {
        done.join();
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    PublishCounts counts = ingest.counts();
    System.out.printf(
        "%,d events acknowledged by Kafka, %,d failed%n",
        counts.acknowledgedEvents(), counts.failed());
    return counts.failed() == 0 ? 0 : 1;
  }
}
