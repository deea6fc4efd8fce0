package io.sensorium.worker.tally;

import java.util.Locale;

/** Who a model ran for. */
public enum Via {
  /** Moments of the pipeline. */
  PIPELINE,
  /** Requests of the management port. */
  HTTP;

  /** {@code pipeline} or {@code http}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
