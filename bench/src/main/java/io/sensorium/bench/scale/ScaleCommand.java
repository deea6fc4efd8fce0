package io.sensorium.bench.scale;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.figure.Spread;
import io.sensorium.bench.figure.Table;
import io.sensorium.bench.jvm.BrokerJvm;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.jvm.JvmCommand;
import io.sensorium.bench.worker.WorkerLoad;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.Payloads;
import io.sensorium.config.ConfigException;
import io.sensorium.worker.delivery.DeliveryConfig.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the rate grows with the workers. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description =
        "Workers in a consumer group and in a share group, on topics of few and many partitions,"
            + " with a model that takes a fixed time off the processor.")
public final class ScaleCommand implements Callable<Integer> {
  @Mixin private Publication publication = new Publication();

  @Option(
      names = "--workers",
      split = ",",
      defaultValue = "1,8",
      description = "Numbers of workers (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers = List.of();

  @Option(
      names = "--partitions",
      split = ",",
      defaultValue = "1,4,8",
      description = "Numbers of partitions (default: ${DEFAULT-VALUE}).")
  private List<Integer> partitions = List.of();

  @Option(
      names = "--takes",
      paramLabel = "MS",
      defaultValue = "20",
      description = "Milliseconds of a run of the model (default: ${DEFAULT-VALUE}).")
  private int takes;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "Counted seconds of each run (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds, in turning order (default: ${DEFAULT-VALUE}).")
  private int rounds;

  /** What is compared. */
  private record Place(Mode mode, int partitions, int workers) {}

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || seconds < 1 || takes < 1) {
      throw new ConfigException("expected --rounds, --seconds and --takes of 1 or more");
    }
    Map<Place, List<Double>> rates = new LinkedHashMap<>();
    Path folder = Files.createTempDirectory("sensorium-bench");
    try {
      ModelFolder model = ModelFolder.writeEmpty(folder.resolve("workload"));
      for (int count : partitions) {
        measure(model, count, rates);
      }
    } finally {
      Folders.delete(folder);
    }
    publication.publish(markdown(rates), json(rates));
    return 0;
  }

  private void measure(ModelFolder model, int count, Map<Place, List<Double>> rates)
      throws Exception {
    JvmCommand command = JvmCommand.ofThisJvm("-Xmx1g");
    try (BrokerJvm broker = BrokerJvm.start(command.broker(ModelFolder.PIPELINE, count))) {
      int most = Collections.max(workers);
      // Twice what the most workers can do in a run, its settling included.
      int events = (int) (2L * most * (seconds + 5) * 1000 / takes);
      new WorkerLoad(Net.TRANSFORMER, new Payloads(Net.TRANSFORMER), broker.kafka(), count)
          .write(events);
      for (int round = 0; round < rounds; round++) {
        List<Place> order = new ArrayList<>();
        for (Mode mode : Mode.values()) {
          workers.forEach(number -> order.add(new Place(mode, count, number)));
        }
        if (round % 2 == 1) {
          Collections.reverse(order);
        }
        for (Place place : order) {
          double rate =
              new ScaleRun(broker.kafka(), model, count, place.mode(), Duration.ofMillis(takes))
                  .rate(place.workers(), Duration.ofSeconds(seconds));
          System.err.printf("round %d %s: %,.1f predictions/s%n", round + 1, place, rate);
          rates.computeIfAbsent(place, p -> new ArrayList<>()).add(rate);
        }
      }
    }
  }

  private String markdown(Map<Place, List<Double>> rates) {
    Table table =
        new Table("", "partitions", "workers", "predictions/s", "min", "max", "to fewest workers");
    int fewest = Collections.min(workers);
    for (Mode mode : Mode.values()) {
      for (int count : partitions) {
        double one = spread(rates, new Place(mode, count, fewest)).median();
        for (int number : workers) {
          Spread spread = spread(rates, new Place(mode, count, number));
          table.row(
              mode == Mode.SHARED ? "share group" : "consumer group, exactly-once",
              Integer.toString(count),
              Integer.toString(number),
              "%,.1f".formatted(spread.median()),
              "%,.1f".formatted(spread.smallest()),
              "%,.1f".formatted(spread.largest()),
              "%.2f".formatted(spread.median() / one));
        }
      }
    }
    return """
    ### Workers with a model that takes %d ms off the processor

    %s

    %s
    - Workers are whole ones, delivery and graph, in one JVM; the model sleeps, one lane, one row a run.
    - predictions/s: visible to a reader of committed records in %d s, from a second after all that can have work have some. Median, smallest and largest of %d rounds.
    """
        .formatted(takes, Publication.machine(), table, seconds, rounds);
  }

  private static Spread spread(Map<Place, List<Double>> rates, Place place) {
    return Spread.of(rates.getOrDefault(place, List.of()), Double::doubleValue);
  }

  private Map<String, Object> json(Map<Place, List<Double>> rates) {
    List<Map<String, Object>> results = new ArrayList<>();
    rates.forEach(
        (place, all) ->
            results.add(
                Map.of(
                    "mode", place.mode(),
                    "partitions", place.partitions(),
                    "workers", place.workers(),
                    "rates", all)));
    return Map.of(
        "machine",
        Publication.machine(),
        "takes-ms",
        takes,
        "seconds",
        seconds,
        "results",
        results);
  }
}
