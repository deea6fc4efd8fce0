package io.sensorium.worker.feature;

/**
 * A decoded image.
 *
 * @param width columns
 * @param height rows
 * @param bgr three bytes a pixel, blue first, row after row
 */
record Pixels(int width, int height, byte[] bgr) {}
