package io.sensorium.worker.rollout.compare;

import io.sensorium.event.DetectedObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Which objects two models both found.
 *
 * @param objects of both together
 * @param both pairs that are the same object
 * @param scoreDifferences summed over the pairs
 */
record ObjectMatch(int objects, int both, double scoreDifferences) {
  private static final double SAME = 0.5;

  /** Pairs each of the first, the best score first, with what overlaps it most and is free. */
  static ObjectMatch of(List<DetectedObject> one, List<DetectedObject> other) {
    List<DetectedObject> free = new ArrayList<>(other);
    int both = 0;
    double differences = 0;
    for (DetectedObject object : one) {
      DetectedObject nearest = null;
      double most = SAME;
      for (DetectedObject candidate : free) {
        double overlap =
            object.getLabel().equals(candidate.getLabel()) ? iou(object, candidate) : 0;
        if (overlap >= most) {
          most = overlap;
          nearest = candidate;
        }
      }
      if (nearest != null) {
        free.remove(nearest);
        both++;
        differences += Math.abs(object.getScore() - nearest.getScore());
      }
    }
    return new ObjectMatch(one.size() + other.size(), both, differences);
  }

  Likeness likeness() {
    return new Likeness(
        objects == 0 ? 1f : 2f * both / objects,
        both == 0 ? null : (float) (scoreDifferences / both));
  }

  /** The part of the two boxes' whole area that is in both. */
  private static double iou(DetectedObject a, DetectedObject b) {
    double width =
        Math.min(a.getX() + a.getWidth(), b.getX() + b.getWidth()) - Math.max(a.getX(), b.getX());
    double height =
        Math.min(a.getY() + a.getHeight(), b.getY() + b.getHeight()) - Math.max(a.getY(), b.getY());
    double shared = Math.max(0, width) * Math.max(0, height);
    double all =
        (double) a.getWidth() * a.getHeight() + (double) b.getWidth() * b.getHeight() - shared;
    return all <= 0 ? 0 : shared / all;
  }
}
