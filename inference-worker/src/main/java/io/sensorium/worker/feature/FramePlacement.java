package io.sensorium.worker.feature;

/**
 * Where a frame stands in its tensor: the pixel (x, y) of the tensor is (left + x * xScale, top + y
 * * yScale) of the frame as it was sent.
 *
 * @param frameWidth columns of the frame as it was sent
 * @param frameHeight rows of the frame as it was sent
 * @param xScale frame pixels for each column of the tensor
 * @param yScale frame pixels for each row of the tensor
 * @param left column of the frame at the tensor's left edge
 * @param top row of the frame at the tensor's upper edge
 */
public record FramePlacement(
    int frameWidth, int frameHeight, double xScale, double yScale, double left, double top) {

  /** Of a frame whose upper left corner is the tensor's. */
  public FramePlacement(int frameWidth, int frameHeight, double xScale, double yScale) {
    this(frameWidth, frameHeight, xScale, yScale, 0, 0);
  }
}
