package io.sensorium.bench.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * What a peer's prediction holds: the event's id and the scores, far less than a {@code
 * Prediction}.
 *
 * @param id of the event
 * @param scores of the classes, in their order; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScoredEvent(String id, float[] scores) {
  public byte[] encode() {
    byte[] name = id.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(1 + name.length + 4 * scores.length);
    bytes.put((byte) name.length).put(name);
    bytes.asFloatBuffer().put(scores);
    return bytes.array();
  }

  public static ScoredEvent decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    byte[] name = new byte[bytes.get()];
    bytes.get(name);
    float[] scores = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(scores);
    return new ScoredEvent(new String(name, UTF_8), scores);
  }
}
