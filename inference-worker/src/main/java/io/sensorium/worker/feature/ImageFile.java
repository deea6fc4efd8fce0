package io.sensorium.worker.feature;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A JPEG or PNG, read by the Java runtime. */
final class ImageFile implements FrameFile {
  private final ImageReader reader;
  private final MemoryCacheImageInputStream stream;
  private final int width;
  private final int height;
  private boolean premature;

  private ImageFile(ImageReader reader, MemoryCacheImageInputStream stream) throws IOException {
    this.reader = reader;
    this.stream = stream;
    // Metadata is never needed, and compressed metadata is a way to fill the memory.
    reader.setInput(stream, true, true);
    reader.addIIOReadWarningListener((source, warning) -> premature |= speaksOfTheEnd(warning));
    this.width = reader.getWidth(0);
    this.height = reader.getHeight(0);
  }

  static ImageFile open(ByteBuffer encoded) throws FeatureException {
    byte[] bytes = new byte[encoded.remaining()];
    encoded.duplicate().get(bytes);
    String format = format(bytes);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IllegalStateException("this Java runtime has no reader for " + format);
    }
    ImageReader reader = readers.next();
    try {
      return new ImageFile(
          reader, new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException broken) {
      reader.dispose();
      throw unreadable(format, bytes.length, broken);
    }
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
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image;
    try {
      image = reader.read(0, param);
    } catch (IOException | RuntimeException broken) {
      throw unreadable("image", stream.length(), broken);
    }
    if (premature) {
      throw new FeatureException(
          EXPECTED, "one that ends too early", "check that the sender sends the whole file");
    }
    return new Pixels(image.getWidth(), image.getHeight(), bgr(image));
  }

  @Override
  public void close() {
    reader.dispose();
  }

  private static byte[] bgr(BufferedImage image) {
    return switch (image.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR ->
          ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      // getRGB would convert these from linear grey to sRGB and change the values.
      case BufferedImage.TYPE_BYTE_GRAY -> grey(image.getRaster(), 0);
      case BufferedImage.TYPE_USHORT_GRAY -> grey(image.getRaster(), 8);
      default -> converted(image);
    };
  }

  private static byte[] grey(Raster raster, int shift) {
    int width = raster.getWidth();
    byte[] bgr = new byte[3 * width * raster.getHeight()];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        byte value = (byte) (row[x] >> shift);
        bgr[at++] = value;
        bgr[at++] = value;
        bgr[at++] = value;
      }
    }
    return bgr;
  }

  private static byte[] converted(BufferedImage image) {
    int width = image.getWidth();
    byte[] bgr = new byte[3 * width * image.getHeight()];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        bgr[at++] = (byte) row[x];
        bgr[at++] = (byte) (row[x] >> 8);
        bgr[at++] = (byte) (row[x] >> 16);
      }
    }
    return bgr;
  }

  private static String format(byte[] bytes) throws FeatureException {
    if (bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
      return "jpeg";
    }
    if (bytes.length > 3 && (bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
      return "png";
    }
    throw new FeatureException(
        EXPECTED,
        bytes.length + " bytes that begin with neither's signature",
        "encode frames as JPEG or PNG");
  }

  private static boolean speaksOfTheEnd(String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    return text.contains("premature") || text.contains("truncated") || text.contains("eof");
  }

  private static FeatureException unreadable(String format, long length, Exception cause) {
    String detail = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    return new FeatureException(
        EXPECTED,
        "%s of %s bytes that cannot be decoded (%s)"
            .formatted(format, length < 0 ? "unknown" : Long.toString(length), detail),
        "check that the sender sends the whole file, and RGB or grey images only",
        cause);
  }
}
