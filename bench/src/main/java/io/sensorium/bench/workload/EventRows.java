package io.sensorium.bench.workload;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.TextEvent;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.ImageFeatures;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.Pcm;
import io.sensorium.worker.feature.SampleFormat;
import io.sensorium.worker.feature.WordTokens;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Events to rows of a network's input, by the worker's own features. Thread-safe. */
public final class EventRows {
  private static final ImageSpec IMAGE =
      new ImageSpec(
          224,
          224,
          ImageSpec.Layout.CHW,
          ImageSpec.Colour.RGB,
          ImageSpec.Resize.STRETCH,
          0.00392156862745098,
          List.of(0.5, 0.5, 0.5),
          List.of(0.25, 0.25, 0.25),
          ImageSpec.DEFAULT_MAX_PIXELS);

  private final WordTokens tokens =
      new WordTokens(ModelFolder.vocabulary(), Net.TRANSFORMER.rowSize());
  private final ImageFeatures images = new ImageFeatures(IMAGE);

  /**
   * Writes one row from the target's position on, and moves the position behind it.
   *
   * @return the event's id
   */
  public String write(SpecificRecord event, FloatBuffer target) {
    try {
      if (event instanceof AudioChunk chunk) {
        target.put(Pcm.mono(chunk.getPayload(), SampleFormat.S16, chunk.getChannels()));
        return chunk.getId();
      }
      if (event instanceof CameraFrame frame) {
        var unused = images.write(frame.getPayload(), target);
        target.position(target.position() + IMAGE.size());
        return frame.getId();
      }
      TextEvent text = (TextEvent) event;
      LongBuffer ids = LongBuffer.allocate(tokens.length());
      int unused = tokens.write(text.getText(), ids);
      for (int i = 0; i < tokens.length(); i++) {
        target.put((float) ids.get(i));
      }
      return text.getId();
    } catch (FeatureException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One row in an array. */
  public float[] row(Net net, SpecificRecord event) {
    FloatBuffer row = FloatBuffer.allocate(net.rowSize());
    String unused = write(event, row);
    return row.array();
  }
}
