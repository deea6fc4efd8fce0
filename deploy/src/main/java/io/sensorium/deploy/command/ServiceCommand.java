package io.sensorium.deploy.command;

import io.sensorium.config.ConfigReader;
import io.sensorium.deploy.health.HealthEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * Runs one service until someone asks it to stop.
 *
 * @param <C> the service's configuration
 * @param <S> the service
 */
abstract class ServiceCommand<C extends Record, S extends AutoCloseable>
    implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

  private static final Duration LOOK = Duration.ofMillis(500);

  private final Interruption interruption;
  private final Class<C> configuration;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The service's YAML file; SENSORIUM_... variables override its keys.")
  private Path file = Path.of("");

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description =
          "Answer GET /health/live, /health/ready and, with fusion and worker, /metrics there"
              + " (default: nowhere).")
  private @Nullable Integer healthPort;

  ServiceCommand(Interruption interruption, Class<C> configuration) {
    this.interruption = interruption;
    this.configuration = configuration;
  }

  /** Starts the service; closing it drains it. */
  abstract S start(C config) throws Exception;

  /** Why the service has ended by itself; null while it has not. */
  @Nullable Throwable failure(S service) {
    return null;
  }

  /** The service's figures in the text format of Prometheus; null where it has none. */
  @Nullable Supplier<String> metrics(S service) {
    return null;
  }

  @Override
  @SuppressWarnings("try") // an interrupt while closing ends the command, as it should
  public Integer call() throws Exception {
    C config = ConfigReader.read(file, configuration, System.getenv());
    try (HealthEndpoint health = healthPort == null ? null : HealthEndpoint.start(healthPort);
        S service = start(config)) {
      if (health != null) {
        Supplier<String> metrics = metrics(service);
        if (metrics != null) {
          health.metrics(metrics);
        }
        health.ready();
      }
      LOG.info("{} is running; Ctrl-C drains it and stops", service.getClass().getSimpleName());
      while (!interruption.await(LOOK)) {
        Throwable failure = failure(service);
        if (failure != null) {
          throw new IllegalStateException(
              "the service cannot go on: " + failure.getMessage(), failure);
        }
      }
      if (health != null) {
        health.draining();
      }
      LOG.info("draining");
    }
    LOG.info("stopped");
    return 0;
  }
}
