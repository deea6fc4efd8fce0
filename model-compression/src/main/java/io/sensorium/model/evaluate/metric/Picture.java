package io.sensorium.model.evaluate.metric;

import java.util.List;

/**
 * What is in a picture, and what a model found there.
 *
 * @param found in any order
 */
public record Picture(List<Thing> truth, List<Found> found) {
  public Picture {
    truth = List.copyOf(truth);
    found = List.copyOf(found);
  }

  /** One thing that is there. */
  public record Thing(String label, BoundingBox box) {}

  /** One thing that a model saw. */
  public record Found(String label, double score, BoundingBox box) {}
}
