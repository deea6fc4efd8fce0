package io.sensorium.worker.feature;

/** A decoded image. */
final class Pixels {
  private final int width;
  private final int height;
  private final byte[] bgr;

  Pixels(int width, int height, byte[] bgr) {
    this.width = width;
    this.height = height;
    this.bgr = bgr;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Three bytes a pixel, blue first, row after row; not a copy. */
  byte[] bgr() {
    return bgr;
  }
}
