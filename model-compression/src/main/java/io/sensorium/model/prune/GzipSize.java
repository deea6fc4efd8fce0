package io.sensorium.model.prune;

import java.util.zip.Deflater;

/** What a model takes where files are compressed: in a container image, or on its way to a site. */
public final class GzipSize {
  private static final int BUFFER = 1 << 16;

  private GzipSize() {}

  /** Bytes after gzip's compression at its default level, without its header. */
  public static long of(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        deflater.deflate(buffer);
      }
      return deflater.getBytesWritten();
    } finally {
      deflater.end();
    }
  }
}
