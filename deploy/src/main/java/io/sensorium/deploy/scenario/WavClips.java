package io.sensorium.deploy.scenario;

import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.model.labelled.Clip;
import io.sensorium.model.labelled.ClipReader;
import java.nio.ByteBuffer;

/** Clips of sound in WAVE files, read as recordings are. */
public final class WavClips implements ClipReader {
  @Override
  public Clip read(byte[] file) {
    PcmAudio audio = WavFile.parse(ByteBuffer.wrap(file));
    return new Clip(audio.samples(), audio.encoding(), audio.sampleRate(), audio.channels());
  }
}
