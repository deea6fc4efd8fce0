package io.sensorium.bench.worker;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.jvm.JvmCommand;
import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.Variant;
import io.sensorium.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The worker against its models alone and against its peers. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description =
        "The worker against bare ONNX Runtime loops, Kafka Streams that calls the model for each"
            + " record, and plain consumer loops.")
public final class WorkerCommand implements Callable<Integer> {
  /** Events for about so many seconds of the bare loop. */
  private static final double SECONDS = 6;

  @Mixin private Publication publication = new Publication();

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "mlp,mobilenet",
      description = "Of mlp, mobilenet, resnet18, transformer (default: ${DEFAULT-VALUE}).")
  private List<String> models = List.of();

  @Option(
      names = "--variants",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "fp32",
      description = "Of fp32, int8 (default: ${DEFAULT-VALUE}).")
  private List<String> variants = List.of();

  @Option(
      names = "--contenders",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "worker,streams,streams-cores,consumer-loop,bare-decoding,bare",
      description = "Who takes part (default: ${DEFAULT-VALUE}).")
  private List<String> contenders = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Counted rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Of each contender's work before anything counts: its JVM and the broker's compile what"
              + " they run (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--events",
      defaultValue = "0",
      description = "Events on the topics; 0 for what suits the model (default: 0).")
  private int events;

  @Option(
      names = "--batch",
      defaultValue = "0",
      description =
          "Rows in a run at most; 0 for what is best for the model alone, found by trying"
              + " (default: 0).")
  private int batch;

  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      defaultValue = "-Xms256m -Xmx2g -XX:+UseG1GC",
      description = "Heap and collector of every contender (default: ${DEFAULT-VALUE}).")
  private String jvm = "";

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || events < 0 || batch < 0 || warmUp < 0) {
      throw new ConfigException(
          "expected --rounds of 1 or more, --events, --batch and --warm-up of 0 or more");
    }
    List<Net> nets = chosen("--models", models, Net.values(), Net::key);
    List<PredictorKind> kinds =
        chosen("--contenders", contenders, PredictorKind.values(), PredictorKind::key);
    List<WorkerReport> reports = new ArrayList<>();
    for (Net net : nets) {
      for (String variant : variants) {
        reports.add(measure(net, Variant.int8("--variants", variant), kinds));
      }
    }
    publication.publish(markdown(reports, kinds), json(reports));
    return 0;
  }

  private WorkerReport measure(Net net, boolean int8, List<PredictorKind> kinds) throws Exception {
    Path folder = Files.createTempDirectory("sensorium-bench");
    try {
      Workload workload = Workload.make(net, int8, batch, folder.resolve("workload"));
      int wanted = events > 0 ? events : suited(net);
      System.err.printf("%s: %,d events ...%n", workload.title(), wanted);
      try (WorkerArena arena =
          WorkerArena.open(JvmCommand.ofThisJvm(jvm), workload, wanted, folder)) {
        List<WorkerStanding> standings =
            new WorkerContest(arena, kinds, System.err::println).compete(warmUp, rounds);
        return new WorkerReport(workload.title(), workload.batch(), wanted, standings);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /** A few seconds of work on two cores. */
  private static int suited(Net net) {
    double perSecond =
        switch (net) {
          case MLP -> 40_000;
          case MOBILENET -> 200;
          case RESNET18 -> 60;
          case TRANSFORMER -> 120;
        };
    return (int) (SECONDS * perSecond);
  }

  private static <T> List<T> chosen(
      String option, List<String> keys, T[] all, java.util.function.Function<T, String> key) {
    List<String> known = Arrays.stream(all).map(key).toList();
    for (String one : keys) {
      if (!known.contains(one)) {
        throw new ConfigException(
            "expected %s of %s, found '%s'".formatted(option, String.join(", ", known), one));
      }
    }
    return Arrays.stream(all).filter(one -> keys.contains(key.apply(one))).toList();
  }

  private String markdown(List<WorkerReport> reports, List<PredictorKind> kinds) {
    StringBuilder text = new StringBuilder();
    text.append(Publication.machine()).append("\n\n");
    reports.forEach(report -> text.append(report.markdown()).append('\n'));
    WorkerNotes.of(jvm).forEach(note -> text.append("- ").append(note).append('\n'));
    text.append("\nSettings:\n\n");
    kinds.forEach(kind -> text.append("- %s: %s.%n".formatted(kind.title(), kind.settings())));
    return text.toString();
  }

  private Map<String, Object> json(List<WorkerReport> reports) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", Publication.machine());
    json.put("notes", WorkerNotes.of(jvm));
    json.put("workloads", reports.stream().map(WorkerReport::json).toList());
    return json;
  }
}
