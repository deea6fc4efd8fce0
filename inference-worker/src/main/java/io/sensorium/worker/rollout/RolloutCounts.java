package io.sensorium.worker.rollout;

/**
 * What has become of changes of models since the worker started.
 *
 * @param switches versions that began to serve
 * @param returns versions that were given up for the one before, since they failed on too many
 *     moments
 * @param failedLoads versions that did not load or did not fit
 * @param standIns moments that the version before answered, since the new one failed on them
 * @param compared moments on which a version that runs beside was compared
 * @param notCompared moments that it missed, since it was behind or failed together with the other
 * @param unpublished comparisons that could not be published
 */
public record RolloutCounts(
    long switches,
    long returns,
    long failedLoads,
    long standIns,
    long compared,
    long notCompared,
    long unpublished) {}
