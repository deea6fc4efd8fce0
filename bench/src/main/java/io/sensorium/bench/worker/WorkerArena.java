package io.sensorium.bench.worker;

import io.sensorium.bench.broker.BrokerFigures;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.ScoredEvent;
import io.sensorium.bench.contender.Usage;
import io.sensorium.bench.jvm.BrokerJvm;
import io.sensorium.bench.jvm.ContenderJvm;
import io.sensorium.bench.jvm.ContenderRun;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.jvm.JvmCommand;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One broker with one workload on its topics, and the contenders' JVMs round it, of which one works
 * at a time. For one thread.
 */
final class WorkerArena implements AutoCloseable {
  /** Enough for a stream thread a core. */
  static final int PARTITIONS = 4;

  private static final String ANSWERS = "bench.answers";
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final JvmCommand command;
  private final Workload workload;
  private final int events;
  private final Path folder;
  private final BrokerJvm broker;
  private final Map<PredictorKind, ContenderJvm> contenders = new EnumMap<>(PredictorKind.class);

  private WorkerArena(
      JvmCommand command, Workload workload, int events, Path folder, BrokerJvm broker) {
    this.command = command;
    this.workload = workload;
    this.events = events;
    this.folder = folder;
    this.broker = broker;
  }

  /** Starts the broker and writes the load. */
  static WorkerArena open(JvmCommand command, Workload workload, int events, Path folder)
      throws InterruptedException, ExecutionException {
    BrokerJvm broker = BrokerJvm.start(command.broker(ModelFolder.PIPELINE, PARTITIONS));
    try (Admin admin = Admin.create(Map.copyOf(broker.kafka()))) {
      admin.createTopics(List.of(new NewTopic(ANSWERS, PARTITIONS, (short) 1))).all().get();
    }
    new WorkerLoad(workload.net(), workload.payloads(), broker.kafka(), PARTITIONS).write(events);
    return new WorkerArena(command, workload, events, folder, broker);
  }

  /**
   * Runs one contender over all events.
   *
   * @throws io.sensorium.bench.jvm.ChildFailure if it cannot
   */
  WorkerRound run(PredictorKind kind) throws InterruptedException, IOException {
    String name = "run-" + UUID.randomUUID();
    String output = kind.ours() ? Topics.predictions(ModelFolder.PIPELINE) : ANSWERS;
    try (AnswerTail tail = new AnswerTail(broker.kafka(), output)) {
      Usage usage =
          ContenderRun.begin(
                  jvm(kind),
                  tail,
                  QUIET,
                  new RunSettings(
                      name,
                      broker.kafka(),
                      workload.folder().pipeline(),
                      folder.resolve(name),
                      output))
              .awaitEnd(kind.writing() ? events : 1);
      long endMs = kind.writing() ? tail.lastVisibleMs() : usage.lastTakenMs();
      BrokerFigures figures = broker.figures(usage.firstMs(), endMs);
      return WorkerRound.of(
          endMs, usage, figures.cpuNanos(), kind.writing() ? verdict(kind, tail) : null);
    } finally {
      Folders.delete(folder.resolve(name));
    }
  }

  /** Ends a contender's JVM; a later run would start a new one. */
  void dismiss(PredictorKind kind) {
    ContenderJvm jvm = contenders.remove(kind);
    if (jvm != null) {
      jvm.close();
    }
  }

  private ContenderJvm jvm(PredictorKind kind) {
    return contenders.computeIfAbsent(
        kind,
        k ->
            ContenderJvm.start(
                command.contender(
                    "io.sensorium.bench.predictor.PredictorMain",
                    List.of(k.key(), workload.net().key(), Integer.toString(workload.batch())))));
  }

  private Verdict verdict(PredictorKind kind, AnswerTail tail) {
    Verdict.Judge judge = new Verdict.Judge(events, workload.expected(), workload.tolerance());
    if (kind.ours()) {
      try (PredictionReader reader = new PredictionReader(broker.kafka())) {
        tail.gather(record -> reader.read(record.value(), judge::take));
      }
    } else {
      tail.gather(
          record -> {
            ScoredEvent scored = ScoredEvent.decode(record.value());
            judge.take(scored.id(), scored.scores());
          });
    }
    return judge.verdict();
  }

  @Override
  public void close() {
    contenders.values().forEach(ContenderJvm::close);
    broker.close();
  }
}
