package io.sensorium.bench;

import io.sensorium.event.Modality;
import io.sensorium.fusion.FusionConfig.Guarantee;
import io.sensorium.ingest.publish.Publisher;
import io.sensorium.ingest.publish.SensorEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fusion against readers of the same topics. */
@Command(
    name = "fusion",
    mixinStandardHelpOptions = true,
    description = "Fusion's events/s against a Kafka Streams application that only reads.")
final class FusionCommand implements Callable<Integer> {
  private static final int LARGE_EVENTS = 10_000;
  private static final int SMALL_EVENTS = 100_000;
  private static final long IN_FLIGHT_BYTES = 32L << 20;
  private static final String LIMIT = "Kafka Streams that only reads";
  private static final String PIPELINE =
      """
      pipeline: bench
      pace: { each: view }
      inputs:
        view: { modality: camera }
        sound: { modality: audio, match: overlap, before: 500ms, after: 500ms, wait: 1500ms }
        words: { modality: text, match: latest, lookback: 10s, wait: 200ms }
      limits: { max-ahead: 5s, max-behind: none, clock-jump: 1m, buffered-events-per-site: 10000 }
      """;

  @Mixin private ReportOptions report = new ReportOptions();

  @Option(
      names = "--events",
      description = "Events on the topics (default: 10000, with --small 100000).")
  private int events;

  @Option(
      names = "--small",
      description = "Payloads of 60 bytes instead of frames of 100 KB and chunks of 16 KB.")
  private boolean small;

  @Override
  public Integer call() throws Exception {
    int wanted = events != 0 ? events : small ? SMALL_EVENTS : LARGE_EVENTS;
    report.require("--events", wanted);
    SourceLoad load = small ? SourceLoad.small(wanted) : SourceLoad.large(wanted);
    try (LocalKafka local = LocalKafka.start("bench")) {
      Path pipeline = Files.writeString(local.folder().resolve("pipeline.yaml"), PIPELINE);
      long frames = fill(local, load);
      FusionRun fusion = new FusionRun(local.kafka(), pipeline, local.folder(), wanted, frames);
      SourceReading reading = new SourceReading(local.kafka(), wanted);
      List<Contender> contenders =
          List.of(
              new Contender("fusion, exactly-once", () -> fusion.rate(Guarantee.EXACTLY_ONCE)),
              new Contender("fusion, at-least-once", () -> fusion.rate(Guarantee.AT_LEAST_ONCE)),
              new Contender(
                  LIMIT,
                  () ->
                      reading.byStreams(
                          "reading-" + UUID.randomUUID(),
                          local.folder().resolve("streams").toString())),
              new Contender("bare Kafka consumer", reading::byConsumer));
      List<Contest.Result> results =
          new Contest(contenders, report.rounds).run(System.err::println);
      new Report(
              title(load, frames),
              "events",
              LIMIT,
              results,
              List.of(
                  "Each from the beginning of the same topics, one partition, broker and registry"
                      + " in the same JVM.",
                  "From the first event taken to the last and, for fusion, to the last moment"
                      + " visible to readers of committed records; start-up does not count. What"
                      + " a client has fetched by then, a few MB, is in its memory already: that"
                      + " flatters Kafka Streams and fusion alike where the load is small. The bare"
                      + " consumer is timed from before its first fetch."),
              Runtime.getRuntime().availableProcessors(),
              Runtime.version().toString())
          .publish(System.out, report.json);
    }
    return 0;
  }

  private String title(SourceLoad load, long frames) {
    return "Fusion: %,d events of %d sites, %,d of them frames of %,d bytes; chunks of %,d bytes"
        .formatted(load.events(), load.sites(), frames, load.frameBytes(), load.chunkBytes());
  }

  /** Puts the events on the topics; tells how many are frames, each of which opens a moment. */
  private static long fill(LocalKafka local, SourceLoad load) throws InterruptedException {
    List<SensorEvent> rendered = load.render(Instant.now().truncatedTo(ChronoUnit.MICROS));
    try (Publisher publisher =
        Publisher.connect(local.kafka(), IN_FLIGHT_BYTES, new SplittableRandom(1))) {
      for (SensorEvent event : rendered) {
        var unused = publisher.publish(event);
      }
      publisher.flush();
      long acknowledged = publisher.counts().acknowledgedEvents();
      if (acknowledged != load.events()) {
        throw new IllegalStateException(
            "expected %d events on the topics, found %d".formatted(load.events(), acknowledged));
      }
    }
    return rendered.stream().filter(event -> event.modality() == Modality.CAMERA).count();
  }
}
