package io.sensorium.worker.answer;

/**
 * Where the time of one prediction went, in microseconds.
 *
 * @param waitingUs for events of the moment, in its alignment
 * @param resolvingUs for its payloads
 * @param featuresUs in features
 * @param queueUs for a batch, a lane and results that other moments compute
 * @param computeUs in the models
 */
public record StageTimes(
    long waitingUs, long resolvingUs, long featuresUs, long queueUs, long computeUs) {}
