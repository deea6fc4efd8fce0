package io.sensorium.bench.latency;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.jvm.JvmCommand;
import io.sensorium.bench.workload.EventRows;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.Payloads;
import io.sensorium.bench.workload.Variant;
import io.sensorium.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long after an event its prediction is there, and where the time goes. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description =
        "From event to prediction through fusion and worker, split by stage, at shares of what they"
            + " can do, beside three hops of bare Kafka.")
public final class LatencyCommand implements Callable<Integer> {
  @Mixin private Publication publication = new Publication();

  @Option(
      names = "--model",
      defaultValue = "mobilenet",
      description = "Of mlp, mobilenet, resnet18, transformer (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--variant",
      defaultValue = "int8",
      description = "fp32 or int8 (default: ${DEFAULT-VALUE}).")
  private String variant = "";

  @Option(
      names = "--batch",
      defaultValue = "1",
      description = "Rows in a run at most (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--fusion",
      defaultValue = "exactly-once",
      description = "exactly-once or at-least-once (default: ${DEFAULT-VALUE}).")
  private String guarantee = "";

  @Option(
      names = "--loads",
      split = ",",
      defaultValue = "10,50,90",
      description = "Percent of the capacity (default: ${DEFAULT-VALUE}).")
  private List<Integer> loads = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Of each load that count, after 5 that do not (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "90",
      description =
          "At half of what a burst gets through, before anything counts: four JVMs compile what"
              + " they run (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--burst",
      defaultValue = "1000",
      description = "Events that are there at once, to begin with (default: ${DEFAULT-VALUE}).")
  private int burst;

  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      defaultValue = "-Xms256m -Xmx2g -XX:+UseG1GC",
      description = "Heap and collector of fusion and worker (default: ${DEFAULT-VALUE}).")
  private String jvm = "";

  @Override
  public Integer call() throws Exception {
    if (seconds < 1 || burst < 10 || batch < 1 || warmUp < 0) {
      throw new ConfigException(
          "expected --seconds and --batch of 1 or more, --burst of 10 or more, --warm-up of 0 or more");
    }
    boolean int8 = Variant.int8("--variant", variant);
    Net net = Net.of(model);
    Path folder = Files.createTempDirectory("sensorium-bench");
    try {
      List<float[]> rows = new ArrayList<>();
      Payloads payloads = new Payloads(net);
      EventRows events = new EventRows();
      for (int i = 0; i < Payloads.COUNT; i++) {
        rows.add(events.row(net, payloads.event("any", i, Instant.EPOCH)));
      }
      ModelFolder files = ModelFolder.write(folder.resolve("workload"), net, int8, rows);
      files.writePipeline(net, batch);
      LatencyReport report = measure(net, files, folder);
      publication.publish(report.markdown(), report.json());
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private LatencyReport measure(Net net, ModelFolder files, Path folder) throws Exception {
    try (LatencyArena arena =
        LatencyArena.open(JvmCommand.ofThisJvm(jvm), files, net, guarantee, folder)) {
      double cold = arena.burst(burst);
      System.err.printf("warm-up: %,.0f predictions/s%n", cold);
      arena.warmUp(cold / 2, warmUp);
      double atOnce = arena.burst(burst);
      double capacity = arena.sustained(atOnce / 3);
      System.err.printf("capacity: %,.0f/s live, %,.0f/s at once%n", capacity, atOnce);
      double[] hops = arena.quietHops(false);
      double[] transactions = arena.quietHops(true);
      List<Level> levels = new ArrayList<>();
      for (int load : loads) {
        Level level = arena.level(load / 100.0, capacity, seconds, 5);
        System.err.printf("%d %%: p99 %,.1f ms%n", load, level.ms(Journey.Stage.WHOLE, 0.99));
        levels.add(level);
      }
      return new LatencyReport(
          "%s, %s, batches of %d, fusion %s".formatted(net.title(), variant, batch, guarantee),
          capacity,
          atOnce,
          levels,
          hops,
          transactions);
    }
  }
}
