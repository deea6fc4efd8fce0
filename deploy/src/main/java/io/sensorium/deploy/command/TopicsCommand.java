package io.sensorium.deploy.command;

import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.deploy.topics.TopicSetup;
import io.sensorium.deploy.topics.TopicState;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.TopicCatalogue;
import io.sensorium.topic.TopicSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates the catalogue's topics, or checks them. */
@Command(name = "topics", description = "Create or check the topics of a deployment.")
final class TopicsCommand implements Callable<Integer> {
  /** What to do with what differs. */
  enum Action {
    create,
    check
  }

  @Parameters(
      index = "0",
      paramLabel = "create|check",
      description = "What to do with what differs.")
  private Action action = Action.check;

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description = "A pipeline file whose topics are wanted too; may be repeated.")
  private List<Path> pipelines = new ArrayList<>();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "" + TopicCatalogue.DEFAULT_PARTITIONS,
      description = "Partitions of every topic (default ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of every partition (default ${DEFAULT-VALUE}).")
  private short replication;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Override
  public Integer call() {
    List<String> names = pipelines.stream().map(file -> Pipeline.read(file).name()).toList();
    List<TopicSpec> wanted = TopicCatalogue.all(names, partitions);
    BrokerCheck.require(connection.kafka());
    try (Admin admin = Admin.create(new HashMap<>(connection.kafka()))) {
      TopicSetup setup = new TopicSetup(admin);
      List<TopicState> states =
          action == Action.create ? setup.create(wanted, replication) : setup.check(wanted);
      states.forEach(state -> System.out.println(line(state)));
      return states.stream().anyMatch(this::remains) ? 1 : 0;
    }
  }

  private String line(TopicState state) {
    String name = state.spec().name();
    if (state instanceof TopicState.Missing) {
      return action == Action.create ? "created   " + name : "missing   " + name;
    }
    if (state instanceof TopicState.Differs differs) {
      String line = (remains(state) ? "differs   " : "corrected ") + name;
      if (differs.partitions() != differs.spec().partitions()) {
        line +=
            ": expected %d partitions, found %d; delete the topic and create it again, or give --partitions %d"
                .formatted(differs.spec().partitions(), differs.partitions(), differs.partitions());
      }
      for (var setting : differs.settings().entrySet()) {
        line +=
            "; %s expected %s, found %s"
                .formatted(
                    setting.getKey(),
                    differs.spec().settings().get(setting.getKey()),
                    setting.getValue());
      }
      return line;
    }
    return "as wanted " + name;
  }

  /** Whether the topic is still not as wanted after this command. */
  private boolean remains(TopicState state) {
    if (action == Action.check) {
      return !(state instanceof TopicState.Same);
    }
    return state instanceof TopicState.Differs differs
        && differs.partitions() != differs.spec().partitions();
  }
}
