package io.sensorium.worker.decode;

import java.util.ArrayList;
import java.util.List;

/** A scored box in pixels of the model's image. */
record Box(int label, float score, double left, double top, double right, double bottom) {

  /**
   * Greedy non-maximum suppression: of two boxes of one label that overlap by more than the
   * threshold, the one with the lower score goes.
   *
   * @param boxes the highest score first
   */
  static List<Box> suppress(List<Box> boxes, double threshold) {
    List<Box> kept = new ArrayList<>();
    for (Box box : boxes) {
      if (kept.stream()
          .noneMatch(k -> k.label == box.label && k.intersectionOverUnion(box) > threshold)) {
        kept.add(box);
      }
    }
    return kept;
  }

  double intersectionOverUnion(Box other) {
    double w = Math.min(right, other.right) - Math.max(left, other.left);
    double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (area() + other.area() - w * h);
  }

  private double area() {
    return (right - left) * (bottom - top);
  }
}
