package io.sensorium.ingest.simulator;

import io.sensorium.config.Durations;
import io.sensorium.event.Modality;
import io.sensorium.event.SampleEncoding;
import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.simulator.RenderAhead.Rendering;
import io.sensorium.recording.RecordingWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Writes a simulation as a recording. */
public final class SimulatedRecording {
  private static final int AHEAD = 64;

  private SimulatedRecording() {}

  /**
   * Writes what arrives within a span.
   *
   * @param folder new or empty
   * @param startUs what the recording's times begin at, microseconds since the epoch of time
   * @param threads that render
   * @param progress told the number of rows after each
   * @return the number of rows
   */
  public static long write(
      Simulation simulation,
      Path folder,
      long startUs,
      Duration span,
      int threads,
      LongConsumer progress) {
    long spanUs = Durations.micros(span);
    try (RecordingWriter writer = RecordingWriter.create(folder);
        RenderAhead events = new RenderAhead(simulation, threads, AHEAD)) {
      for (Rendering next = events.next();
          next.event().arrivalUs() < spanUs;
          next = events.next()) {
        write(writer, next.event(), next.payload().join(), startUs);
        progress.accept(writer.rows());
      }
      return writer.rows();
    }
  }

  private static void write(
      RecordingWriter writer, SimulatedEvent event, ByteBuffer payload, long startUs) {
    writer.write(
        startUs + event.arrivalUs(),
        startUs + event.timeUs(),
        event.site(),
        event.modality(),
        event.sensor(),
        event.id(),
        event.durationUs(),
        payloadOf(writer, event, payload));
  }

  private static String payloadOf(
      RecordingWriter writer, SimulatedEvent event, ByteBuffer payload) {
    if (event.content() instanceof Content.Words words) {
      return words.text();
    }
    if (event.modality() == Modality.CAMERA) {
      return writer.payloadFile("jpg", payload);
    }
    PcmAudio audio = new PcmAudio(SampleEncoding.S16LE, ScenarioScenes.SAMPLE_RATE, 1, payload);
    return writer.payloadFile("wav", ByteBuffer.wrap(WavFile.write(audio)));
  }
}
