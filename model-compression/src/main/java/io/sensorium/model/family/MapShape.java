package io.sensorium.model.family;

/**
 * The shape of one example: an image's colours, rows and columns, or 1, bands and spectra of a
 * spectrogram.
 */
public record MapShape(int channels, int height, int width) {
  public MapShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected channels, rows and columns of at least 1, found %d, %d, %d"
              .formatted(channels, height, width));
    }
  }

  /** Values of one example. */
  public int size() {
    return channels * height * width;
  }

  int positions() {
    return height * width;
  }
}
