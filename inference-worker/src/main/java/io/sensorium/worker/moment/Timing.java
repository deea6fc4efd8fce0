package io.sensorium.worker.moment;

/**
 * Where the time of one moment went inside the graph, in microseconds.
 *
 * @param featuresUs decoding payloads and computing features
 * @param queueUs waiting for a batch, for a lane, and for results that another moment computes
 * @param computeUs in the models, of the batches that it was in
 */
public record Timing(long featuresUs, long queueUs, long computeUs) {}
