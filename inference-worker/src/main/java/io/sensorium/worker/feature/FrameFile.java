package io.sensorium.worker.feature;

import java.nio.ByteBuffer;

/** An image whose size is known before a pixel is decoded. Not thread-safe; close it after use. */
sealed interface FrameFile extends AutoCloseable permits ImageFile, NetpbmFile {
  /** What is said of payloads that are none. */
  String EXPECTED = "a whole JPEG or PNG image, or a binary Netpbm one";

  /**
   * Reads the header.
   *
   * @param maxPixels images with more pixels are refused
   */
  static FrameFile open(ByteBuffer encoded, long maxPixels) throws FeatureException {
    FrameFile file = NetpbmFile.isOne(encoded) ? NetpbmFile.open(encoded) : ImageFile.open(encoded);
    if ((long) file.width() * file.height() > maxPixels) {
      String found = file.width() + " x " + file.height();
      file.close();
      throw new FeatureException(
          "an image of at most " + maxPixels + " pixels",
          found,
          "send smaller frames or raise the model's max-pixels");
    }
    return file;
  }

  int width();

  int height();

  /** Decodes every {@code step}-th pixel of every {@code step}-th row. */
  Pixels decode(int step) throws FeatureException;

  @Override
  void close();
}
