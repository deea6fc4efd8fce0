package io.sensorium.ingest.payload;

import io.sensorium.event.ImageEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image file says of itself, read from its first bytes without decoding a pixel.
 *
 * @param encoding by the magic bytes, not by any name
 * @param width in pixels, positive
 * @param height in pixels, positive
 */
public record ImageHeader(ImageEncoding encoding, int width, int height) {
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_IHDR = 0x49484452;
  private static final int PNG_HEADER_BYTES = 33;
  private static final int NETPBM_HEADER_BYTES = 1024;

  /** Width and height; before each may be comments, which run from # to the line's end. */
  private static final Pattern NETPBM =
      Pattern.compile("P[56](?:\\s|#[^\n]*\n)+(\\d{1,9})(?:\\s|#[^\n]*\n)+(\\d{1,9})\\s");

  /**
   * Reads the header of a JPEG (ITU-T T.81, annex B), a PNG (ISO/IEC 15948) or a binary PGM or PPM
   * (Netpbm).
   *
   * @param bytes the file from its position to its limit; not moved
   * @throws PayloadException if it is none of them, or ends before its size is told
   */
  public static ImageHeader read(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice().order(ByteOrder.BIG_ENDIAN);
    if (in.remaining() >= 2 && (in.getShort(0) & 0xFFFF) == 0xFFD8) {
      return readJpeg(in.position(2));
    }
    if (in.remaining() >= Long.BYTES && in.getLong(0) == PNG_SIGNATURE) {
      return readPng(in);
    }
    if (in.remaining() >= 2 && in.get(0) == 'P' && (in.get(1) == '5' || in.get(1) == '6')) {
      return readNetpbm(in);
    }
    throw new PayloadException(
        "a JPEG (first bytes FF D8), a PNG (first bytes 89 50 4E 47) or a PGM or PPM (P5 or P6)",
        in.hasRemaining() ? "first bytes " + firstBytes(in) : "no bytes",
        "send the image file as the camera encoded it");
  }

  /**
   * Checks the size against a limit.
   *
   * @return this
   * @throws PayloadException if the image has more pixels than {@code maxPixels}
   */
  public ImageHeader requireAtMost(long maxPixels) {
    if ((long) width * height > maxPixels) {
      throw PayloadException.tooLarge(
          "an image of at most " + maxPixels + " pixels", width + " x " + height);
    }
    return this;
  }

  private static ImageHeader readPng(ByteBuffer in) {
    if (in.remaining() < PNG_HEADER_BYTES || in.getInt(12) != PNG_IHDR) {
      throw truncated("PNG", in);
    }
    return sized(ImageEncoding.PNG, in.getInt(16), in.getInt(20), in);
  }

  private static ImageHeader readNetpbm(ByteBuffer in) {
    byte[] start = new byte[Math.min(NETPBM_HEADER_BYTES, in.limit())];
    in.get(0, start);
    Matcher matcher = NETPBM.matcher(new String(start, StandardCharsets.ISO_8859_1));
    if (!matcher.lookingAt()) {
      throw truncated("Netpbm", in);
    }
    int width = Integer.parseInt(matcher.group(1));
    return sized(ImageEncoding.PNM, width, Integer.parseInt(matcher.group(2)), in);
  }

  private static ImageHeader readJpeg(ByteBuffer in) {
    while (in.remaining() >= 2) {
      int fill = in.get() & 0xFF;
      int marker = fill;
      while (marker == 0xFF && in.hasRemaining()) {
        marker = in.get() & 0xFF;
      }
      if (fill != 0xFF || isScanOrEnd(marker)) {
        break;
      }
      if (isStandalone(marker)) {
        continue;
      }
      if (in.remaining() < 2) {
        break;
      }
      int start = in.position();
      int length = in.getShort() & 0xFFFF;
      if (isFrame(marker)) {
        if (in.remaining() < 5) {
          break;
        }
        int height = in.getShort(start + 3) & 0xFFFF;
        int width = in.getShort(start + 5) & 0xFFFF;
        return sized(ImageEncoding.JPEG, width, height, in);
      }
      if (length < 2 || start + length > in.limit()) {
        break;
      }
      in.position(start + length);
    }
    throw truncated("JPEG", in);
  }

  private static boolean isFrame(int marker) {
    // C4, C8 and CC are tables and an extension, all others from C0 to CF start a frame.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean isStandalone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }

  private static boolean isScanOrEnd(int marker) {
    return marker == 0xDA || marker == 0xD9 || marker == 0x00;
  }

  private static ImageHeader sized(
      ImageEncoding encoding, int width, int height, ByteBuffer bytes) {
    if (width <= 0 || height <= 0) {
      throw new PayloadException(
          "an image with a width and a height",
          String.format(
              Locale.ROOT, "%s of %d x %d in %d bytes", encoding, width, height, bytes.limit()),
          "send the image file as the camera encoded it");
    }
    return new ImageHeader(encoding, width, height);
  }

  private static PayloadException truncated(String format, ByteBuffer in) {
    return new PayloadException(
        "a whole " + format + " header with its width and height",
        in.limit() + " bytes without it",
        "send the whole image file");
  }

  private static String firstBytes(ByteBuffer in) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(4, in.limit()); i++) {
      text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02X", in.get(i)));
    }
    return text.toString();
  }
}
