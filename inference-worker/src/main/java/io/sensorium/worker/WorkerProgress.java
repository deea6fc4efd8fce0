package io.sensorium.worker;

import io.sensorium.worker.delivery.Delivery;
import io.sensorium.worker.http.WorkerState;
import io.sensorium.worker.rollout.ModelControl;
import org.jspecify.annotations.Nullable;

/** How far a worker has come, from its start to its end. Thread-safe. */
final class WorkerProgress implements WorkerState {
  private volatile @Nullable ModelControl control;
  private volatile @Nullable Delivery delivery;
  private volatile boolean closing;

  /** The pipeline's models are loaded. */
  void loaded(ModelControl models) {
    control = models;
  }

  /** Moments are asked for. */
  void delivering(Delivery begun) {
    delivery = begun;
  }

  /** The worker finishes what it has and wants no more. */
  void closing() {
    closing = true;
  }

  @Override
  public boolean live() {
    Delivery begun = delivery;
    return begun == null || closing || !begun.terminated().isDone();
  }

  @Override
  public String waitsFor() {
    Delivery begun = delivery;
    if (closing) {
      return "that it is being closed";
    }
    if (control == null) {
      return "that its models are still being loaded";
    }
    if (begun == null) {
      return "that it waits for the broker and its topics";
    }
    return begun.tally().joined() ? "" : "that its group has not let it in yet";
  }

  @Override
  public @Nullable ModelControl control() {
    return control;
  }
}
