package io.sensorium.worker.http;

import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import io.sensorium.worker.serve.ServeSettings;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The management port. What a configuration file leaves out has the default given here.
 *
 * @param port to listen on, 0 for any that is free; absent, the default, for no port at all
 * @param host address to listen on; by default 127.0.0.1, this machine only
 * @param modelsControl whether models may be loaded, unloaded and switched there; by default only
 *     where the host is this machine alone, since nobody is asked who they are
 * @param bodyLimit largest body of a request; by default 16 MiB
 * @param maxBuffered bytes of all bodies that are on their way or being worked on; by default 64
 *     MiB
 * @param sessions threads that run models for requests, each with sessions of its own; by default 1
 * @param queue requests that may wait for one; by default 64
 * @param models models loaded for requests at the same time; by default 4
 * @param unloadAfter after which time without a request such a model is unloaded; by default 10 min
 */
public record ManagementConfig(
    @Nullable Integer port,
    String host,
    Boolean modelsControl,
    ByteSize bodyLimit,
    ByteSize maxBuffered,
    Integer sessions,
    Integer queue,
    Integer models,
    Duration unloadAfter) {
  private static final String THIS_MACHINE = "127.0.0.1";
  private static final Set<String> LOOPBACK =
      Set.of("127.0.0.1", "localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1");
  private static final ByteSize BODY_LIMIT = ByteSize.ofMebibytes(16);
  private static final ByteSize MAX_BUFFERED = ByteSize.ofMebibytes(64);
  private static final Integer SESSIONS = ServeSettings.DEFAULT.threads();
  private static final Integer QUEUE = ServeSettings.DEFAULT.queue();
  private static final Integer MODELS = ServeSettings.DEFAULT.models();

  public ManagementConfig {
    // A configuration file may leave out any of them.
    host = host == null ? THIS_MACHINE : host;
    modelsControl = modelsControl == null ? trusted(host) : modelsControl;
    bodyLimit = bodyLimit == null ? BODY_LIMIT : bodyLimit;
    maxBuffered = maxBuffered == null ? MAX_BUFFERED : maxBuffered;
    sessions = sessions == null ? SESSIONS : sessions;
    queue = queue == null ? QUEUE : queue;
    models = models == null ? MODELS : models;
    unloadAfter = unloadAfter == null ? ServeSettings.DEFAULT.idle() : unloadAfter;
    if (port != null && (port < 0 || port > 65_535)) {
      throw new ConfigException("expected a port from 0 to 65535, found " + port);
    }
    if (bodyLimit.intBytes() < 1 || maxBuffered.bytes() < bodyLimit.bytes()) {
      throw new ConfigException(
          "expected a body-limit of at least 1 byte and max-buffered of at least as much, found %d and %d bytes"
              .formatted(bodyLimit.bytes(), maxBuffered.bytes()));
    }
    if (sessions < 1 || queue < 0 || models < 1 || unloadAfter.compareTo(Duration.ZERO) <= 0) {
      throw new ConfigException(
          "expected sessions and models of at least 1, a queue of at least 0 and some time in unload-after, found %d, %d, %d and %s"
              .formatted(sessions, models, queue, unloadAfter));
    }
  }

  /** No port. */
  public static ManagementConfig none() {
    return of(null);
  }

  /** On this machine only, all else at its default. */
  public static ManagementConfig onPort(int port) {
    return of(port);
  }

  private static ManagementConfig of(@Nullable Integer port) {
    return new ManagementConfig(
        port,
        THIS_MACHINE,
        trusted(THIS_MACHINE),
        BODY_LIMIT,
        MAX_BUFFERED,
        SESSIONS,
        QUEUE,
        MODELS,
        ServeSettings.DEFAULT.idle());
  }

  private static Boolean trusted(String host) {
    return LOOPBACK.contains(host);
  }

  /** How much is served at once. */
  public ServeSettings serving() {
    return new ServeSettings(sessions, queue, models, unloadAfter);
  }
}
