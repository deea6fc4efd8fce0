package io.sensorium.worker.share;

import io.sensorium.worker.answer.Answer;

/** Told what becomes of moments, by every reader: thread-safe. */
public interface ShareEvents {

  /** A moment was delivered and is on its way. */
  void taken();

  /** An answer is on its topic, and its moment acknowledged. */
  void answered(Answer answer);

  /** A moment was given back: it is delivered again. */
  void released();
}
