package io.sensorium.worker.feature;

/**
 * Where a frame stands in its tensor: the pixel (x, y) of the tensor is (x * xScale, y * yScale) of
 * the frame as it was sent.
 *
 * @param frameWidth columns of the frame as it was sent
 * @param frameHeight rows of the frame as it was sent
 * @param xScale frame pixels for each column of the tensor
 * @param yScale frame pixels for each row of the tensor
 */
public record FramePlacement(int frameWidth, int frameHeight, double xScale, double yScale) {}
