package io.sensorium.worker.feature;

import java.nio.ByteBuffer;

/**
 * Pixels as they are, with their size in front: binary PGM ({@code P5}, grey) or PPM ({@code P6},
 * red first) with values up to 255, as netpbm.sourceforge.net/doc/ppm.html says.
 */
final class NetpbmFile implements FrameFile {
  private static final int MAX_DIGITS = 9;

  private final ByteBuffer pixels;
  private final int width;
  private final int height;
  private final int channels;

  private NetpbmFile(ByteBuffer pixels, int width, int height, int channels) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.channels = channels;
  }

  static boolean isOne(ByteBuffer encoded) {
    int at = encoded.position();
    return encoded.remaining() > 2
        && encoded.get(at) == 'P'
        && (encoded.get(at + 1) == '5' || encoded.get(at + 1) == '6');
  }

  static NetpbmFile open(ByteBuffer encoded) throws FeatureException {
    ByteBuffer in = encoded.slice();
    int channels = in.get(1) == '6' ? 3 : 1;
    if (in.get(2) != '#' && !Character.isWhitespace(in.get(2))) {
      throw refused("a Netpbm header that is none");
    }
    in.position(2);
    int width = number(in);
    int height = number(in);
    int max = number(in);
    if (max != 255 || width < 1 || height < 1) {
      throw refused(width + " x " + height + " pixels with values up to " + max);
    }
    // Exactly one white space is between the header and the first pixel.
    return new NetpbmFile(in.slice(), width, height, channels);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Pixels decode(int step) throws FeatureException {
    long wanted = (long) width * height * channels;
    if (pixels.remaining() != wanted) {
      throw refused(
          pixels.remaining() + " bytes behind the header instead of " + wanted + " for its size");
    }
    int columns = (width + step - 1) / step;
    int rows = (height + step - 1) / step;
    byte[] bgr = new byte[3 * columns * rows];
    int at = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int from = (y * step * width + x * step) * channels;
        bgr[at++] = pixels.get(from + channels - 1);
        bgr[at++] = pixels.get(from + channels / 2);
        bgr[at++] = pixels.get(from);
      }
    }
    return new Pixels(columns, rows, bgr);
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /** The next number and the one character behind it; comments run from # to the line's end. */
  private static int number(ByteBuffer in) throws FeatureException {
    int value = 0;
    int digits = 0;
    while (in.hasRemaining() && digits <= MAX_DIGITS) {
      byte next = in.get();
      if (next >= '0' && next <= '9') {
        value = 10 * value + next - '0';
        digits++;
      } else if (digits > 0 && Character.isWhitespace(next)) {
        return value;
      } else if (digits == 0 && next == '#') {
        skipLine(in);
      } else if (digits > 0 || !Character.isWhitespace(next)) {
        break;
      }
    }
    throw refused("a Netpbm header that is none");
  }

  private static void skipLine(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (in.get() == '\n') {
        return;
      }
    }
  }

  private static FeatureException refused(String found) {
    return new FeatureException(
        EXPECTED, found, "send P5 or P6 with values up to 255 and all pixels behind the header");
  }
}
