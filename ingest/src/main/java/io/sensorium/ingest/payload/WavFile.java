package io.sensorium.ingest.payload;

import io.sensorium.event.SampleEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * RIFF WAVE files with uncompressed samples: PCM of 8, 16, 24 or 32 bits and IEEE float of 32 bits,
 * with a plain or an extensible format chunk. Source of the layout: Microsoft, "Multiple Channel
 * Audio Data and WAVE Files" (2007).
 */
public final class WavFile {
  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_FLOAT = 3;
  private static final int FORMAT_EXTENSIBLE = 0xFFFE;
  private static final int HEADER_BYTES = 44;
  private static final String ACCEPTED =
      "a RIFF WAVE file of PCM samples of 8, 16, 24 or 32 bits, or float samples of 32 or 64";

  private WavFile() {}

  /**
   * Finds the samples of a file.
   *
   * @param file the file from its position to its limit; not moved
   * @return samples that share the file's memory
   * @throws PayloadException if it is no such file, or ends early
   */
  public static PcmAudio parse(ByteBuffer file) {
    ByteBuffer in = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 12 || !"RIFF".equals(tag(in, 0)) || !"WAVE".equals(tag(in, 8))) {
      throw refused(in.remaining() + " bytes that do not start with RIFF….WAVE");
    }
    Format format = null;
    int at = 12;
    while (at + 8 <= in.limit()) {
      String tag = tag(in, at);
      long size = in.getInt(at + 4) & 0xFFFFFFFFL;
      int body = at + 8;
      if (tag.equals("data")) {
        return samples(in, format, body, size);
      }
      if (body + size > in.limit()) {
        throw refused("a '" + tag + "' chunk that ends after the file");
      }
      if (tag.equals("fmt ")) {
        format = Format.read(in, body, (int) size);
      }
      // Chunks are padded to an even length.
      at = (int) Math.min(body + size + (size & 1), in.limit());
    }
    throw refused("no 'data' chunk");
  }

  /** The samples as a file with a plain header, or a float header for floats. */
  public static byte[] write(PcmAudio audio) {
    int bytesPerSample = PcmAudio.bytesPerSample(audio.encoding());
    int frame = bytesPerSample * audio.channels();
    int length = audio.samples().remaining();
    int padding = length & 1;
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + length + padding).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + length + padding).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(16);
    out.putShort((short) (isFloat(audio.encoding()) ? FORMAT_FLOAT : FORMAT_PCM));
    out.putShort((short) audio.channels()).putInt(audio.sampleRate());
    out.putInt(audio.sampleRate() * frame).putShort((short) frame);
    out.putShort((short) (bytesPerSample * 8));
    out.put(ascii("data")).putInt(length).put(audio.samples().slice());
    return out.array();
  }

  private static boolean isFloat(SampleEncoding encoding) {
    return encoding == SampleEncoding.F32LE || encoding == SampleEncoding.F64LE;
  }

  private static PcmAudio samples(ByteBuffer in, @Nullable Format format, int body, long size) {
    if (format == null) {
      throw refused("no 'fmt ' chunk before the 'data' chunk");
    }
    int available = in.limit() - body;
    // Writers that cannot seek back leave the largest size there is.
    boolean open = size == 0xFFFFFFFFL;
    if (!open && size > available) {
      throw new PayloadException(
          "a 'data' chunk of " + size + " bytes",
          available + " bytes before the end of the file",
          "send the whole file");
    }
    int length = (int) (open ? available - available % format.frameBytes() : size);
    return new PcmAudio(
        format.encoding(), format.sampleRate(), format.channels(), in.slice(body, length));
  }

  private static PayloadException refused(String found) {
    return new PayloadException(
        ACCEPTED, found, "convert it, for example with ffmpeg -c:a pcm_s16le");
  }

  private static String tag(ByteBuffer in, int at) {
    byte[] tag = new byte[4];
    in.get(at, tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private record Format(SampleEncoding encoding, int sampleRate, int channels) {
    static Format read(ByteBuffer in, int at, int size) {
      if (size < 16) {
        throw refused("a 'fmt ' chunk of " + size + " bytes");
      }
      int code = in.getShort(at) & 0xFFFF;
      int bits = in.getShort(at + 14) & 0xFFFF;
      if (code == FORMAT_EXTENSIBLE && size >= 40) {
        // The first two bytes of the sub-format's GUID are the plain format code.
        code = in.getShort(at + 24) & 0xFFFF;
      }
      SampleEncoding encoding = encoding(code, bits);
      if (encoding == null) {
        throw refused("format code " + code + " with " + bits + " bits");
      }
      return new Format(encoding, in.getInt(at + 4), in.getShort(at + 2) & 0xFFFF);
    }

    int frameBytes() {
      return Math.max(1, PcmAudio.bytesPerSample(encoding) * channels);
    }

    private static @Nullable SampleEncoding encoding(int code, int bits) {
      if (code == FORMAT_FLOAT) {
        return bits == 32 ? SampleEncoding.F32LE : bits == 64 ? SampleEncoding.F64LE : null;
      }
      if (code != FORMAT_PCM) {
        return null;
      }
      return switch (bits) {
        case 8 -> SampleEncoding.U8;
        case 16 -> SampleEncoding.S16LE;
        case 24 -> SampleEncoding.S24LE;
        case 32 -> SampleEncoding.S32LE;
        default -> null;
      };
    }
  }
}
