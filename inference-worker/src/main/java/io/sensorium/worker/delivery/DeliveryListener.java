package io.sensorium.worker.delivery;

import io.sensorium.worker.answer.StageTimes;

/**
 * Told what delivery does. Called on the delivery thread, in the way of every answer: must neither
 * block nor throw.
 */
public interface DeliveryListener {
  /** Listens to nothing. */
  DeliveryListener NONE =
      new DeliveryListener() {
        @Override
        public void predicted(StageTimes times) {}

        @Override
        public void committed(int answers, long nanos) {}
      };

  /** A prediction was committed. */
  void predicted(StageTimes times);

  /**
   * A transaction was committed.
   *
   * @param answers predictions and dead letters in it
   * @param nanos what it took
   */
  void committed(int answers, long nanos);
}
