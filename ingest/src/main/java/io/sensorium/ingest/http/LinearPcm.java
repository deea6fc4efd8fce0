package io.sensorium.ingest.http;

import io.sensorium.event.SampleEncoding;
import io.sensorium.ingest.payload.PcmAudio;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Raw samples as {@code audio/L8}, {@code L16} or {@code L24} (RFC 2586, RFC 3190, RFC 3551): big
 * endian, unless the parameter {@code endianness=little-endian} says otherwise.
 *
 * @param encoding after the bytes have been put in order
 * @param littleEndian whether they are already
 */
record LinearPcm(SampleEncoding encoding, int sampleRate, int channels, boolean littleEndian) {
  /**
   * @throws RefusedException with 400 if rate or channels are missing or malformed
   */
  static LinearPcm of(MediaType type) {
    SampleEncoding encoding =
        switch (type.name()) {
          case "audio/l8" -> SampleEncoding.U8;
          case "audio/l16" -> SampleEncoding.S16LE;
          default -> SampleEncoding.S24LE;
        };
    int rate = type.number("rate", -1);
    int channels = type.number("channels", 1);
    String order = type.parameter("endianness", "big-endian").toLowerCase(Locale.ROOT);
    boolean little = order.equals("little-endian");
    if (rate < 1 || channels < 1 || !(little || order.equals("big-endian"))) {
      throw Refusal.badRequest(
              "Content-Type such as audio/L16;rate=16000;channels=1;endianness=little-endian",
              type.name() + type.parameters(),
              "give rate, and channels and endianness where they are not 1 and big-endian")
          .asException();
    }
    return new LinearPcm(encoding, rate, channels, little);
  }

  PcmAudio decode(ByteBuffer body) {
    PcmAudio audio = new PcmAudio(encoding, sampleRate, channels, body);
    int width = PcmAudio.bytesPerSample(encoding);
    if (littleEndian || width == 1) {
      return audio;
    }
    byte[] swapped = new byte[body.remaining()];
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = body.get(body.position() + i - i % width + width - 1 - i % width);
    }
    return new PcmAudio(encoding, sampleRate, channels, ByteBuffer.wrap(swapped));
  }
}
