package io.sensorium.model.evaluate.metric;

/** A box in pixels; columns run to the right, rows down. */
public record BoundingBox(double left, double top, double width, double height) {

  /** Area that two boxes share, of the area that either covers; 0 where that is none. */
  public double overlap(BoundingBox other) {
    double w = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
    double h = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (width * height + other.width * other.height - w * h);
  }
}
