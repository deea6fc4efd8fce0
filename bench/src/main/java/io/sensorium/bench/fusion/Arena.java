package io.sensorium.bench.fusion;

import io.sensorium.bench.broker.BrokerFigures;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.Usage;
import io.sensorium.bench.jvm.BrokerJvm;
import io.sensorium.bench.jvm.ContenderJvm;
import io.sensorium.bench.jvm.ContenderRun;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.truth.Oracle;
import io.sensorium.bench.truth.Verdict;
import io.sensorium.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * One broker and the contenders' JVMs around it. Contenders run one at a time, each time from the
 * beginning of the sources. For one thread.
 */
final class Arena implements AutoCloseable {
  private static final String PIPELINE = "bench";
  private static final String ROWS = "bench.rows";
  private static final Duration COOL_DOWN = Duration.ofSeconds(3);

  private final ContenderCommand command;
  private final Path folder;
  private final Path pipeline;
  private final BrokerJvm broker;
  private final Admin admin;
  private final Map<ContenderKind, ContenderJvm> contenders = new EnumMap<>(ContenderKind.class);

  private Arena(
      ContenderCommand command, Path folder, Path pipeline, BrokerJvm broker, Admin admin) {
    this.command = command;
    this.folder = folder;
    this.pipeline = pipeline;
    this.broker = broker;
    this.admin = admin;
  }

  /**
   * Starts the broker and makes the topics.
   *
   * @param folder for files, the caller's to delete
   * @param pipeline of the name {@code bench}, as YAML
   */
  static Arena open(ContenderCommand command, Path folder, String pipeline)
      throws IOException, InterruptedException, ExecutionException {
    Path file = Files.writeString(folder.resolve("pipeline.yaml"), pipeline);
    BrokerJvm broker = BrokerJvm.start(command.jvm().broker(PIPELINE, 1));
    Arena arena =
        new Arena(command, folder, file, broker, Admin.create(Map.copyOf(broker.kafka())));
    arena.admin.createTopics(List.of(new NewTopic(ROWS, 1, (short) 1))).all().get();
    return arena;
  }

  /** Puts loads on the topics. */
  LoadWriter writer() {
    return new LoadWriter(broker.kafka(), admin);
  }

  /** Aligns what is on the topics now. */
  Oracle oracle() throws IOException {
    return Oracle.of(broker.kafka(), pipeline, folder.resolve("oracle-" + UUID.randomUUID()));
  }

  /**
   * Runs one contender over what is on the topics.
   *
   * @throws io.sensorium.bench.jvm.ChildFailure if it cannot
   */
  Round run(ContenderKind kind, Oracle oracle)
      throws IOException, InterruptedException, ExecutionException {
    String name = "run-" + UUID.randomUUID();
    BrokerFigures before = broker.figures(0, 0);
    try (OutputTail tail = new OutputTail(broker.kafka(), output(kind), false)) {
      Usage usage = begin(kind, name, tail).awaitEnd(oracle.events().size());
      long endMs = Math.max(usage.lastTakenMs(), tail.lastVisibleMs());
      BrokerFigures after = broker.figures(usage.firstMs(), endMs);
      return Round.of(
          endMs,
          usage,
          after.cpuNanos(),
          Round.written(before.bytesIn(), after.bytesIn()),
          tail.count(),
          verdict(kind, oracle, tail));
    } finally {
      tidy(name);
    }
  }

  /**
   * Runs one contender beside a load that is written as it happens; the sources are emptied before.
   *
   * @param warmUp of the load's beginning does not count, nor do the last seconds, whose moments
   *     wait for events that never come
   * @throws io.sensorium.bench.jvm.ChildFailure if it cannot
   */
  Latency live(ContenderKind kind, SourceLoad load, Duration warmUp)
      throws IOException, InterruptedException, ExecutionException {
    String name = "run-" + UUID.randomUUID();
    writer().clear();
    try (OutputTail tail = new OutputTail(broker.kafka(), output(kind), true)) {
      ContenderRun run = begin(kind, name, tail);
      Instant from = Instant.now().plus(warmUp);
      Feeding feeding = Feeding.start(writer(), load);
      while (feeding.running()) {
        run.poll();
      }
      feeding.join();
      Instant to = Instant.now().minus(COOL_DOWN);
      Usage unused = run.awaitEnd(load.events());
      Oracle oracle = oracle();
      return Latency.of(
          Verdict.delays(oracle, tail.gather(oracle.events(), kind.output())),
          oracle.events(),
          from,
          to);
    } finally {
      tidy(name);
    }
  }

  /** Ends a contender's JVM; a later run would start a new one. */
  void dismiss(ContenderKind kind) {
    ContenderJvm jvm = contenders.remove(kind);
    if (jvm != null) {
      jvm.close();
    }
  }

  private ContenderRun begin(ContenderKind kind, String name, OutputTail tail)
      throws InterruptedException {
    ContenderJvm jvm = contenders.computeIfAbsent(kind, k -> ContenderJvm.start(command.of(k)));
    RunSettings settings =
        new RunSettings(name, broker.kafka(), pipeline, folder.resolve(name), output(kind));
    return ContenderRun.begin(jvm, tail, kind.quiet(), settings);
  }

  private static @Nullable Verdict verdict(ContenderKind kind, Oracle oracle, OutputTail tail) {
    return kind.output() == ContenderKind.Output.NOTHING
        ? null
        : Verdict.of(oracle, tail.gather(oracle.events(), kind.output()));
  }

  private static String output(ContenderKind kind) {
    return kind.output() == ContenderKind.Output.MOMENTS ? Topics.moments(PIPELINE) : ROWS;
  }

  /** Changelogs are gigabytes, and so may be state. */
  private void tidy(String run) throws IOException, InterruptedException, ExecutionException {
    List<String> made =
        admin.listTopics().names().get().stream().filter(t -> t.startsWith(run)).toList();
    admin.deleteTopics(made).all().get();
    Folders.delete(folder.resolve(run));
  }

  @Override
  public void close() {
    contenders.values().forEach(ContenderJvm::close);
    admin.close(Duration.ofSeconds(1));
    broker.close();
  }
}
