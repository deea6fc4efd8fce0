package io.sensorium.topic;

/** Names of the record headers that the project writes; their values are UTF-8 text. */
public final class HeaderNames {
  /** W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  /**
   * On predictions and dead letters: the moment's id. A moment that was answered twice, because it
   * was delivered at least once or replayed, is recognised by it without opening the value.
   */
  public static final String MOMENT_ID = "sensorium-moment-id";

  /**
   * On what was sent back from the dead letters, and on what came of it: the dead letter that it
   * was sent back from, as {@code topic-partition@offset}.
   */
  public static final String REPLAYED_FROM = "sensorium-replayed-from";

  /** Beside {@link #REPLAYED_FROM}: how often it has been sent back, a decimal number. */
  public static final String REPLAYS = "sensorium-replays";

  private HeaderNames() {}
}
