package io.sensorium.ingest.scene;

/** A sound in closed form, so that any stretch of it can be made without what came before. */
@FunctionalInterface
public interface Voice {
  /** The amplitude, about [-1, 1], at a time in seconds since the scene began. */
  double at(double seconds);

  default Voice times(double gain) {
    return t -> gain * at(t);
  }

  default Voice plus(Voice other) {
    return t -> at(t) + other.at(t);
  }
}
