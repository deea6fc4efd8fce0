package io.sensorium.bench.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of the topics, each with a number from 0 in arrival order. For one thread. */
public final class SourceEvents {
  private record Event(long arrivalMs, long timeUs) {}

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private long bytes;

  /**
   * Adds the next event. What was delivered before keeps its number.
   *
   * @param name sensor and id, {@code sensor/id}
   * @param valueBytes of its record's value
   */
  void add(String site, String name, long arrivalMs, long timeUs, int valueBytes) {
    numbers.putIfAbsent(site + "/" + name, events.size());
    events.add(new Event(arrivalMs, timeUs));
    bytes += valueBytes;
  }

  /**
   * @param name sensor and id, {@code sensor/id}
   * @throws IllegalArgumentException if there is no such event
   */
  int number(String site, String name) {
    Integer number = numbers.get(site + "/" + name);
    if (number == null) {
      throw new IllegalArgumentException(
          "expected an event of the topics, found %s of %s".formatted(name, site));
    }
    return number;
  }

  /** When the broker appended it, milliseconds since the epoch of time. */
  public long arrivalMs(int number) {
    return events.get(number).arrivalMs();
  }

  /** When it happened, microseconds since the epoch of time. */
  public long timeUs(int number) {
    return events.get(number).timeUs();
  }

  public int size() {
    return events.size();
  }

  /** Bytes of all values. */
  public long bytes() {
    return bytes;
  }
}
