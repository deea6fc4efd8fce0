package io.sensorium.bench;

import io.sensorium.bench.broker.LocalKafka;
import io.sensorium.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The worker against its models alone. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = "The worker's predictions/s against a bare loop over the same models.")
final class WorkerCommand implements Callable<Integer> {
  private static final String LIMIT = "bare ONNX Runtime loop";

  /** The bare loop is so much faster that once through the moments would be too short to time. */
  private static final int REPEATS = 20;

  @Mixin private ReportOptions report = new ReportOptions();

  @Option(
      names = "--moments",
      defaultValue = "3000",
      description = "About how many moments to predict (default: ${DEFAULT-VALUE}).")
  private int moments;

  @Option(
      names = "--scenario",
      paramLabel = "FOLDER",
      defaultValue = "${sys:sensorium.home:-.}/deploy/scenarios/smart-home",
      description = "The smart-home scenario pack (default: the one of this checkout).")
  private Path scenario = Path.of("");

  @Override
  public Integer call() throws Exception {
    report.require("--moments", moments);
    Path file = scenario.resolve("pipeline.yaml");
    Path models = scenario.resolve("models");
    Pipeline pipeline = Pipeline.read(file);
    int cores = Runtime.getRuntime().availableProcessors();
    try (LocalKafka local = LocalKafka.start(pipeline.name());
        BareModels bare = BareModels.load(pipeline, models, cores)) {
      System.err.println("simulating and aligning ...");
      long made = SimulatedMoments.fill(local, file, moments);
      WorkerRun worker = new WorkerRun(local.kafka(), file, models, made);
      List<Contender> contenders =
          List.of(
              new Contender("worker, exactly-once", worker::rate),
              new Contender(LIMIT, () -> bare.rate(REPEATS * made)));
      List<Contest.Result> results =
          new Contest(contenders, report.rounds).run(System.err::println);
      new Report(
              "Worker: %,d moments of the simulated smart home, models %s, on the CPU"
                  .formatted(made, bare.names()),
              "predictions",
              LIMIT,
              results,
              notes(bare),
              cores,
              Runtime.version().toString())
          .publish(System.out, report.json);
    }
    return 0;
  }

  private static List<String> notes(BareModels bare) {
    return List.of(
        "Worker: from the first committed predictions to the last, looked at every millisecond;"
            + " start-up does not count. It reads moments and payloads from Kafka, decodes JPEG"
            + " and sound, runs the models and commits; one partition, broker in the same JVM.",
        "Bare loop: each model once for each moment on tensors that are there already, %d threads,"
                .formatted(bare.threads())
            + " batches of %d. Each of its threads has sessions of its own."
                .formatted(bare.batch()),
        "Not the same number of rows: the worker runs the last model also without each input, for"
            + " the contributions, and the model of the words once for each text, not each moment.");
  }
}
