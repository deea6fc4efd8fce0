package io.sensorium.bench.int8;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.workload.Net;
import io.sensorium.config.ConfigException;
import io.sensorium.deploy.scenario.SimulatedScenes;
import io.sensorium.event.Modality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What 8 bits gain in time and cost in accuracy. */
@Command(
    name = "int8",
    mixinStandardHelpOptions = true,
    description =
        "Networks in float and on 8 bits, one row a run on one thread, in turn; and how many"
            + " rows each gets right.")
public final class Int8Command implements Callable<Integer> {
  private static final String SCENARIO = "video-understanding";

  @Mixin private Publication publication = new Publication();

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "resnet18,mobilenet,transformer",
      description = "Of resnet18, mobilenet, transformer (default: ${DEFAULT-VALUE}).")
  private List<String> models = List.of();

  @Option(
      names = "--lessons",
      paramLabel = "N",
      defaultValue = "600",
      description = "Rows that the last layer learns from (default: ${DEFAULT-VALUE}).")
  private int lessons;

  @Option(
      names = "--exam",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Other rows, which accuracy is of (default: ${DEFAULT-VALUE}).")
  private int exam;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "Rounds of timing (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--runs",
      defaultValue = "40",
      description = "Runs of each in a round (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Override
  public Integer call() throws Exception {
    if (lessons < 100 || exam < 1 || rounds < 1 || runs < 1) {
      throw new ConfigException(
          "expected --lessons of 100 or more, --exam, --rounds and --runs of 1 or more, found %d,"
                  .formatted(lessons)
              + " %d, %d and %d".formatted(exam, rounds, runs));
    }
    List<Net> nets = models.stream().map(Int8Command::net).toList();
    SimulatedScenes source = SimulatedScenes.of(SCENARIO);
    List<Contest.Result> results = new ArrayList<>();
    Path folder = Files.createTempDirectory("sensorium-bench");
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      for (Net net : nets) {
        int classes = (net.modality() == Modality.CAMERA ? source.views() : source.topics()).size();
        List<LabelledRows> rows = LabelledRows.of(net, source, lessons, exam);
        TaughtNet taught = TaughtNet.teach(net, rows.get(0), classes, threads, System.err::println);
        System.err.printf("%s: %d rows, then %d rounds%n", net.key(), exam, rounds);
        results.add(Contest.run(net, taught, classes, rows.get(1), rounds, runs, folder));
      }
    } finally {
      threads.shutdownNow();
      Folders.delete(folder);
    }
    Int8Report report = new Int8Report(results, lessons, runs);
    publication.publish(report.markdown(), report.json());
    return 0;
  }

  private static Net net(String name) {
    for (Net net : Net.values()) {
      if (net.key().equals(name) && net.modality() != Modality.AUDIO) {
        return net;
      }
    }
    throw new ConfigException(
        "expected --models of resnet18, mobilenet, transformer, found " + name);
  }
}
