package io.sensorium.deploy.command;

import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.deploy.registry.EmbeddedRegistry;
import io.sensorium.deploy.registry.RegistrySettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the schema registry by itself, for deployments that have no other. */
@Command(
    name = "registry",
    description = "Run a schema registry whose state is a topic; one process for one topic.")
final class RegistryCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}; 0.0.0.0 for all).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port to listen on (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = RegistrySettings.TOPIC,
      description = "The compacted topic of its state (default ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of that topic where it is made (default ${DEFAULT-VALUE}).")
  private short replication;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  RegistryCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    BrokerCheck.require(connection.kafka());
    RegistrySettings settings =
        RegistrySettings.of(host, port, connection.kafka(), topic, replication);
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(settings)) {
      System.err.println("schema registry at " + registry.url() + "; Ctrl-C stops it");
      interruption.await();
    }
    return 0;
  }
}
