package io.sensorium.deploy.command;

import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import io.sensorium.console.PredictionJson;
import io.sensorium.deploy.demo.Demo;
import io.sensorium.deploy.demo.DemoListener;
import io.sensorium.deploy.demo.DemoOptions;
import io.sensorium.deploy.demo.DemoSummary;
import io.sensorium.deploy.demo.PredictionLine;
import io.sensorium.deploy.demo.Scenario;
import io.sensorium.deploy.scenario.ScenarioNames;
import io.sensorium.event.Prediction;
import io.sensorium.ingest.scene.catalogue.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything in one JVM. */
@Command(
    name = "demo",
    description =
        "Run everything in one JVM on an embedded broker and registry, and account for every event.")
final class DemoCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      defaultValue = "smart-home",
      completionCandidates = ScenarioNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private String scenario = "";

  @Option(
      names = "--feed",
      paramLabel = "simulator|DIR",
      defaultValue = "simulator",
      description = "Where events come from (default ${DEFAULT-VALUE}); DIR is a recording.")
  private String feed = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "How long events are fed, such as 30s (default: until Ctrl-C or the recording's end).")
  private @Nullable String time;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Times faster than real (default ${DEFAULT-VALUE}); 0 feeds a recording as fast as possible.")
  private double speed;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "2",
      description = "Simulated sites (default ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of the page (default ${DEFAULT-VALUE}; 0 takes a free one).")
  private int port;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the embedded broker (default: a free one).")
  private int brokerPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep broker and registry in this folder (default: a temporary one).")
  private @Nullable Path data;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Save the run as a recording, with its moments and dropped events beside it.")
  private @Nullable Path record;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write predictions there as JSON lines.")
  private @Nullable Path json;

  @Option(names = "--quiet", description = "Print the summary alone.")
  private boolean quiet;

  DemoCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    DemoOptions options = options();
    String notice = Scenarios.find(scenario).flatMap(scenes -> scenes.about().notice()).orElse("");
    printNotice(notice);
    try (PrintWriter lines = json == null ? null : new PrintWriter(Files.newBufferedWriter(json))) {
      System.err.println("starting broker, registry and services ...");
      Printer printer = new Printer(lines);
      DemoSummary summary =
          new Demo(options, printer, interruption::requested, DemoCommand::sinceStart).run();
      System.out.println();
      summary.lines().forEach(System.out::println);
      System.out.printf("%-20s %,9d MiB%n", "resident memory", residentMebibytes());
      printNotice(notice);
      if (summary.predictions() == 0) {
        System.err.println("sensorium: expected predictions, found none");
      }
      return summary.predictions() > 0 && summary.addsUp() ? 0 : 1;
    }
  }

  private DemoOptions options() {
    Path packs = Path.of(System.getProperty("sensorium.home", "."), "deploy", "scenarios");
    Path recording = feed.equals("simulator") ? null : Path.of(feed);
    if (recording == null && speed <= 0) {
      throw new ConfigException("expected --speed above 0 for the simulator, found " + speed);
    }
    Duration limit = time == null ? null : Durations.parse(time);
    return new DemoOptions(
        Scenario.find(packs, scenario),
        recording,
        speed,
        sites,
        limit,
        port,
        brokerPort,
        data,
        record);
  }

  private static void printNotice(String notice) {
    if (!notice.isEmpty()) {
      System.out.println("NOTE: " + notice);
    }
  }

  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** As the kernel counts it; 0 where it does not say. */
  private static long residentMebibytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private final class Printer implements DemoListener {
    private final @Nullable PrintWriter lines;
    private final ZoneId zone = ZoneId.systemDefault();

    Printer(@Nullable PrintWriter lines) {
      this.lines = lines;
    }

    @Override
    public void ready(Map<String, String> kafka, String page) {
      System.err.printf(
          "ready after %.1f s; page %s, broker %s, registry %s%n",
          sinceStart() / 1e3,
          page,
          kafka.get("bootstrap.servers"),
          kafka.get("schema.registry.url"));
    }

    @Override
    public void predicted(Prediction prediction) {
      if (!quiet) {
        System.out.println(PredictionLine.of(prediction, zone));
      }
      if (lines != null) {
        lines.println(PredictionJson.line(prediction));
        if (lines.checkError()) {
          throw new UncheckedIOException(new IOException(json + " cannot be written"));
        }
      }
    }

    @Override
    public void draining() {
      System.err.println("feeding is over; waiting for what is in flight ...");
    }
  }
}
