package io.sensorium.deploy.record;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.SampleEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a RIFF/WAVE file for a chunk's samples; 44 bytes, as the format's PCM and
 * IEEE-float forms say.
 */
final class Wave {
  private static final int HEADER = 44;
  private static final short PCM = 1;
  private static final short IEEE_FLOAT = 3;

  private Wave() {}

  static ByteBuffer header(AudioChunk chunk) {
    int sampleBytes = bytesOf(chunk.getEncoding());
    int frameBytes = sampleBytes * chunk.getChannels();
    int data = chunk.getPayload().remaining();
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'R', 'I', 'F', 'F'})
        .putInt(HEADER - 8 + data)
        .put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '})
        .putInt(16)
        .putShort(isFloat(chunk.getEncoding()) ? IEEE_FLOAT : PCM)
        .putShort((short) chunk.getChannels())
        .putInt(chunk.getSampleRate())
        .putInt(chunk.getSampleRate() * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) (sampleBytes * 8))
        .put(new byte[] {'d', 'a', 't', 'a'})
        .putInt(data)
        .flip();
  }

  private static int bytesOf(SampleEncoding encoding) {
    return switch (encoding) {
      case U8 -> 1;
      case S16LE -> 2;
      case S24LE -> 3;
      case S32LE, F32LE -> 4;
      case F64LE -> 8;
    };
  }

  private static boolean isFloat(SampleEncoding encoding) {
    return encoding == SampleEncoding.F32LE || encoding == SampleEncoding.F64LE;
  }
}
