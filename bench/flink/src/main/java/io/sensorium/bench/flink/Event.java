package io.sensorium.bench.flink;

/**
 * An event with its payload inline, as Flink's POJO serializer wants it: public fields, which it
 * sets after making an empty one.
 */
public final class Event {
  public String site = "";

  /** Sensor and id, {@code sensor/id}. */
  public String name = "";

  /** Event time, milliseconds since the epoch of time. */
  public long timeMs;

  public byte[] payload = {};

  /** For Flink. */
  public Event() {}

  Event(String site, String sensor, String id, long timeMs, byte[] payload) {
    this.site = site;
    this.name = sensor + "/" + id;
    this.timeMs = timeMs;
    this.payload = payload;
  }

  /** A frame with one of its texts. */
  public static final class Pair {
    public Event frame = new Event();
    public Event words = new Event();

    /** For Flink. */
    public Pair() {}

    Pair(Event frame, Event words) {
      this.frame = frame;
      this.words = words;
    }
  }
}
