package io.sensorium.ingest.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.SampleEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WavFileTest {
  @ParameterizedTest
  @EnumSource(SampleEncoding.class)
  void whatIsWrittenIsReadAgain(SampleEncoding encoding) {
    byte[] samples = new byte[PcmAudio.bytesPerSample(encoding) * 2 * 3];
    Arrays.fill(samples, (byte) 7);
    PcmAudio audio = new PcmAudio(encoding, 16_000, 2, ByteBuffer.wrap(samples));

    PcmAudio read = WavFile.parse(ByteBuffer.wrap(WavFile.write(audio)));

    assertThat(read).isEqualTo(audio);
  }

  @Test
  void aJavaSoundPlayerAgreesWithWhatIsWritten() throws Exception {
    PcmAudio audio = new PcmAudio(SampleEncoding.S16LE, 8_000, 1, ByteBuffer.wrap(new byte[8_000]));

    try (var in =
        javax.sound.sampled.AudioSystem.getAudioInputStream(
            new java.io.ByteArrayInputStream(WavFile.write(audio)))) {
      assertThat(in.getFormat().getSampleRate()).isEqualTo(8_000f);
      assertThat(in.getFrameLength()).isEqualTo(4_000);
    }
  }

  @Test
  void durationIsOfTheSamples() {
    PcmAudio audio =
        new PcmAudio(SampleEncoding.S16LE, 16_000, 2, ByteBuffer.wrap(new byte[16_000]));

    assertThat(audio.durationUs()).isEqualTo(250_000);
  }

  @Test
  void chunksBeforeTheSamplesAreSkippedAndChunksAfterThemIgnored() {
    ByteBuffer file =
        wav(
            chunk("LIST", new byte[5]),
            format(1, 1, 8_000, 16),
            chunk("data", new byte[] {1, 2}),
            chunk("id3 ", new byte[9]));

    assertThat(WavFile.parse(file).samples()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
  }

  @Test
  void anExtensibleHeaderTellsItsSubFormat() {
    byte[] format = new byte[40];
    ByteBuffer.wrap(format)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(format(0xFFFE, 2, 48_000, 32), 8, 16)
        .putShort((short) 22)
        .putShort((short) 32)
        .putInt(3)
        .putShort((short) 3);

    PcmAudio audio = WavFile.parse(wav(chunk("fmt ", format), chunk("data", new byte[16])));

    assertThat(audio.encoding()).isEqualTo(SampleEncoding.F32LE);
    assertThat(audio.channels()).isEqualTo(2);
  }

  @Test
  void aStreamOfUnknownLengthEndsWithTheFile() {
    byte[] open = chunk("data", new byte[] {1, 2, 3, 4, 5});
    ByteBuffer.wrap(open).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);

    ByteBuffer file = wav(format(1, 1, 8_000, 16), open);
    PcmAudio audio = WavFile.parse(file.limit(file.limit() - 1));

    assertThat(audio.samples().remaining()).isEqualTo(4);
  }

  @Test
  void aCutFileIsRefused() {
    byte[] whole =
        WavFile.write(
            new PcmAudio(SampleEncoding.S16LE, 16_000, 1, ByteBuffer.wrap(new byte[100])));

    for (int length = 0; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
      assertThatThrownBy(() -> WavFile.parse(cut)).isInstanceOf(PayloadException.class);
    }
  }

  @Test
  void otherFormatsAreRefusedByName() {
    assertRefused("format code 2 with 4 bits", format(2, 1, 8_000, 4), chunk("data", new byte[4]));
    assertRefused(
        "format code 3 with 16 bits", format(3, 1, 8_000, 16), chunk("data", new byte[8]));
    assertRefused("no 'fmt ' chunk", chunk("data", new byte[4]));
    assertRefused("no 'data' chunk", format(1, 1, 8_000, 16));
    assertRefused("a 'fmt ' chunk of 2 bytes", chunk("fmt ", new byte[2]));
  }

  @Test
  void emptyOrSenselessSoundIsRefused() {
    assertRefused("0 bytes of samples", format(1, 1, 8_000, 16), chunk("data", new byte[0]));
    assertRefused("3 bytes of samples", format(1, 1, 8_000, 16), chunk("data", new byte[3]));
    assertRefused("found 0", format(1, 1, 0, 16), chunk("data", new byte[2]));
    assertRefused("from 1 to 64 channels", format(1, 0, 8_000, 16), chunk("data", new byte[2]));
  }

  private static void assertRefused(String found, byte[]... chunks) {
    assertThatThrownBy(() -> WavFile.parse(wav(chunks)))
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining(found);
  }

  private static byte[] format(int code, int channels, int rate, int bits) {
    ByteBuffer body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    body.putShort((short) code).putShort((short) channels).putInt(rate).putInt(0);
    body.putShort((short) 0).putShort((short) bits);
    return chunk("fmt ", body.array());
  }

  private static byte[] chunk(String tag, byte[] body) {
    ByteBuffer chunk =
        ByteBuffer.allocate(8 + body.length + (body.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(tag.getBytes(StandardCharsets.US_ASCII)).putInt(body.length).put(body).array();
  }

  private static ByteBuffer wav(byte[]... chunks) {
    int length = Arrays.stream(chunks).mapToInt(c -> c.length).sum();
    ByteBuffer file = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + length);
    file.put("WAVE".getBytes(StandardCharsets.US_ASCII));
    Arrays.stream(chunks).forEach(file::put);
    return file.flip();
  }
}
