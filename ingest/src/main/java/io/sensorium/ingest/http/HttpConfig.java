package io.sensorium.ingest.http;

import io.sensorium.config.ByteSize;
import io.sensorium.config.ConfigException;
import io.sensorium.ingest.payload.PayloadLimits;
import java.time.Duration;

/**
 * The HTTP endpoint.
 *
 * @param host address to listen on; by default 127.0.0.1, this machine only
 * @param port to listen on; 0, the default, takes any that is free
 * @param limits on payloads
 * @param maxBuffered bytes of all bodies that are being received or await their acknowledgement; by
 *     default 64 MiB
 * @param acknowledgeWithin how long a request waits for Kafka; by default 30 s
 */
public record HttpConfig(
    String host, int port, PayloadLimits limits, ByteSize maxBuffered, Duration acknowledgeWithin) {
  private static final String THIS_MACHINE = "127.0.0.1";
  private static final ByteSize MAX_BUFFERED = ByteSize.ofMebibytes(64);
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(30);

  public HttpConfig {
    // A configuration file may leave out any of them.
    host = host == null ? THIS_MACHINE : host;
    limits = limits == null ? PayloadLimits.standard() : limits;
    maxBuffered = maxBuffered == null ? MAX_BUFFERED : maxBuffered;
    acknowledgeWithin = acknowledgeWithin == null ? ACKNOWLEDGE_WITHIN : acknowledgeWithin;
    if (port < 0 || port > 65_535) {
      throw new ConfigException("expected a port from 0 to 65535, found " + port);
    }
  }

  /** This machine only, with all limits at their defaults. */
  public static HttpConfig onPort(int port) {
    return new HttpConfig(
        THIS_MACHINE, port, PayloadLimits.standard(), MAX_BUFFERED, ACKNOWLEDGE_WITHIN);
  }
}
