package io.sensorium.bench.contender;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An event with its payload inline, as a join holds it.
 *
 * @param name sensor and id, {@code sensor/id}
 * @param timeMs event time, milliseconds since the epoch of time
 * @param payload the bytes, in an array; not to be changed
 */
public record Sensed(String name, long timeMs, ByteBuffer payload) {
  public static Sensed of(String sensor, String id, long timeMs, ByteBuffer payload) {
    return new Sensed(sensor + "/" + id, timeMs, payload);
  }

  /** The event without its payload. */
  public Sensed reference() {
    return new Sensed(name, timeMs, ByteBuffer.allocate(0));
  }

  public void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeLong(timeMs);
    out.writeInt(payload.remaining());
    out.write(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
  }

  public static Sensed read(DataInput in) throws IOException {
    String name = in.readUTF();
    long timeMs = in.readLong();
    byte[] payload = new byte[in.readInt()];
    in.readFully(payload);
    return new Sensed(name, timeMs, ByteBuffer.wrap(payload));
  }
}
