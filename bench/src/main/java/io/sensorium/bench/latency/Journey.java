package io.sensorium.bench.latency;

import java.util.function.ToLongFunction;

/**
 * One event's way to its prediction, in microseconds of one clock.
 *
 * @param sentUs when it was given to the producer
 * @param momentUs when its moment was read from the topic
 * @param waitUs how long the moment was open by the rules of alignment
 * @param predictedUs when the worker had its prediction
 * @param visibleUs when the prediction was read from the topic
 * @param featuresUs that the worker spent in finding and decoding the payload and in features
 * @param queueUs in queues for a batch and for a session
 * @param computeUs in the model, of the batch that it was in
 */
record Journey(
    long sentUs,
    long momentUs,
    long waitUs,
    long predictedUs,
    long visibleUs,
    long featuresUs,
    long queueUs,
    long computeUs) {

  /** Parts of the way, in the order of the table. */
  enum Stage {
    MOMENT("event sent → moment visible", j -> j.momentUs - j.sentUs),
    WAIT("… of it alignment wait by its rules", Journey::waitUs),
    READ(
        "moment visible → at work on it",
        j -> j.predictedUs - j.momentUs - j.featuresUs - j.queueUs - j.computeUs),
    FEATURES("payload found, decoded, features", Journey::featuresUs),
    QUEUE("queue", Journey::queueUs),
    COMPUTE("model", Journey::computeUs),
    COMMIT("predicted → prediction visible", j -> j.visibleUs - j.predictedUs),
    WHOLE("event sent → prediction visible", j -> j.visibleUs - j.sentUs),
    WORKER(
        "moment visible → prediction visible, without model",
        j -> j.visibleUs - j.momentUs - j.computeUs),
    BEYOND(
        "whole, beyond alignment wait and model",
        j -> j.visibleUs - j.sentUs - j.waitUs - j.computeUs);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // method references hold no state
    private final ToLongFunction<Journey> length;

    Stage(String title, ToLongFunction<Journey> length) {
      this.title = title;
      this.length = length;
    }

    String title() {
      return title;
    }

    double ms(Journey journey) {
      return length.applyAsLong(journey) / 1e3;
    }
  }
}
