package io.sensorium.bench.contender;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the first join gives.
 *
 * @param frame the frame
 * @param words one of its texts; null where it has none
 */
public record FrameWithWords(Sensed frame, @Nullable Sensed words) {
  public void write(DataOutput out) throws IOException {
    frame.write(out);
    out.writeBoolean(words != null);
    if (words != null) {
      words.write(out);
    }
  }

  public static FrameWithWords read(DataInput in) throws IOException {
    Sensed frame = Sensed.read(in);
    return new FrameWithWords(frame, in.readBoolean() ? Sensed.read(in) : null);
  }
}
