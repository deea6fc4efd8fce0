package io.sensorium.console;

import io.sensorium.config.ConfigException;

/**
 * Where the page is.
 *
 * @param host address to listen on; by default 127.0.0.1, this machine only
 * @param port to listen on; 0, the default, takes any that is free
 */
public record HttpConfig(String host, int port) {
  static final HttpConfig ANY_PORT = new HttpConfig("127.0.0.1", 0);

  public HttpConfig {
    host = host == null ? "127.0.0.1" : host;
    if (port < 0 || port > 65_535) {
      throw new ConfigException("expected a port from 0 to 65535, found " + port);
    }
  }
}
