package io.sensorium.model.evaluate;

import io.sensorium.event.EventReference;
import io.sensorium.event.ImageEncoding;
import io.sensorium.model.labelled.Clip;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleFiles;
import io.sensorium.worker.moment.PayloadEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Samples as the events that they would be in service. */
final class Payloads {
  private final ClipReader clips;

  Payloads(ClipReader clips) {
    this.clips = clips;
  }

  /** The event; reads the sample's file where it has one. */
  PayloadEvent of(Sample sample) {
    if (sample.content() instanceof Sample.Written written) {
      return new PayloadEvent.Text(reference(), written.text());
    }
    if (sample.content() instanceof Sample.Heard heard) {
      return chunk(
          Clip.joined(heard.files().stream().map(SampleFiles::bytes).map(clips::read).toList()));
    }
    Path file = ((Sample.Stored) sample.content()).file();
    byte[] bytes = SampleFiles.bytes(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".wav")) {
      return chunk(clips.read(bytes));
    }
    return new PayloadEvent.Frame(reference(), ByteBuffer.wrap(bytes), encoding(name));
  }

  private static PayloadEvent chunk(Clip clip) {
    return new PayloadEvent.Chunk(
        reference(), clip.samples(), clip.encoding(), clip.sampleRate(), clip.channels());
  }

  private static ImageEncoding encoding(String name) {
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return ImageEncoding.JPEG;
    }
    return name.endsWith(".png") ? ImageEncoding.PNG : ImageEncoding.PNM;
  }

  /** Nothing of it is looked at: a sample is all of its moment, wherever that is. */
  private static EventReference reference() {
    return new EventReference("sample", "sample", Instant.EPOCH, 0L, "", 0, 0L, 0, 0, null);
  }
}
