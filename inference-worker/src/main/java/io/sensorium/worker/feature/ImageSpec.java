package io.sensorium.worker.feature;

import java.util.List;

/**
 * How a frame becomes a tensor: each channel value v in [0, 255] becomes {@code (v * scale - mean)
 * / std}.
 *
 * @param height rows of the tensor
 * @param width columns of the tensor
 * @param layout order of the tensor's dimensions
 * @param colour the channels and their order
 * @param resize how a frame of another shape is made to fit
 * @param scale factor before mean and deviation
 * @param mean subtracted, one a channel in the order of {@code colour}; empty for 0
 * @param std divided by, one a channel in the order of {@code colour}; empty for 1
 * @param maxPixels frames with more pixels are refused before they are decoded
 * @param shorterSide with {@link Resize#CROP} what the frame's shorter side becomes before it is
 *     cut; 0 for the larger of height and width
 * @param filter how values between pixels are found
 * @param maxBytes frames of more bytes are refused before they are opened
 */
public record ImageSpec(
    int height,
    int width,
    Layout layout,
    Colour colour,
    Resize resize,
    double scale,
    List<Double> mean,
    List<Double> std,
    long maxPixels,
    int shorterSide,
    Filter filter,
    long maxBytes) {

  /** More than any camera that streams; less than what fills the memory of a worker. */
  public static final long DEFAULT_MAX_PIXELS = 50_000_000;

  /** An uncompressed image of twenty million pixels. */
  public static final long DEFAULT_MAX_BYTES = 64L << 20;

  /** Order of the tensor's dimensions. */
  public enum Layout {
    /** Channel, row, column. */
    CHW,
    /** Row, column, channel. */
    HWC
  }

  /** The channels and their order. */
  public enum Colour {
    RGB,
    BGR,
    /** One channel: luma by ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B. */
    GREY
  }

  /** How a frame of another shape is made to fit. */
  public enum Resize {
    /** Width and height are scaled each by itself. */
    STRETCH,
    /**
     * Both are scaled by the same factor; the frame stands at the top left and the rest is filled
     * with 114, as YOLOX does it.
     */
    LETTERBOX,
    /**
     * Both are scaled by the same factor until the shorter side is as long as wanted; of that the
     * middle is taken, as the preprocessing of ImageNet does it.
     */
    CROP
  }

  public ImageSpec {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected an image size of at least 1 x 1, found " + height + " x " + width);
    }
    int channels = colour == Colour.GREY ? 1 : 3;
    if (!(mean.isEmpty() || mean.size() == channels)
        || !(std.isEmpty() || std.size() == channels)) {
      throw new IllegalArgumentException(
          "expected a mean and std of %d values or none, found %s and %s"
              .formatted(channels, mean, std));
    }
    if (std.contains(0.0)) {
      throw new IllegalArgumentException("expected std other than 0, found " + std);
    }
    int least = Math.max(height, width);
    shorterSide = shorterSide == 0 && resize == Resize.CROP ? least : shorterSide;
    if (resize == Resize.CROP ? shorterSide < least : shorterSide != 0) {
      throw new IllegalArgumentException(
          resize == Resize.CROP
              ? "expected a shorter side of at least " + least + ", found " + shorterSide
              : "expected a shorter side with 'crop' only, found one with " + resize);
    }
    if (maxPixels < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "expected positive limits, found %d pixels and %d bytes".formatted(maxPixels, maxBytes));
    }
  }

  /** With bilinear values, and the default limit of bytes. */
  public ImageSpec(
      int height,
      int width,
      Layout layout,
      Colour colour,
      Resize resize,
      double scale,
      List<Double> mean,
      List<Double> std,
      long maxPixels) {
    this(
        height,
        width,
        layout,
        colour,
        resize,
        scale,
        mean,
        std,
        maxPixels,
        0,
        Filter.BILINEAR,
        DEFAULT_MAX_BYTES);
  }

  /** Values 0 to 255 times {@code scale}, channels first, with the default limit. */
  public static ImageSpec of(int height, int width, Colour colour, Resize resize, double scale) {
    return new ImageSpec(
        height, width, Layout.CHW, colour, resize, scale, List.of(), List.of(), DEFAULT_MAX_PIXELS);
  }

  /** 3, or 1 for grey. */
  public int channels() {
    return colour == Colour.GREY ? 1 : 3;
  }

  /** Values in the tensor of one frame. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels());
  }
}
