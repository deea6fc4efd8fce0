package io.sensorium.fusion.offline.summary;

/**
 * What a change of the pipeline file would have made of the recording, found out by running it.
 *
 * @param input name of the input
 * @param setting key in the pipeline file
 * @param now its value, as in the file
 * @param then the value that was tried, as in the file
 * @param figure what the two shares are shares of
 * @param shareNow from 0 to 1
 * @param shareThen from 0 to 1
 * @param text the hint in one sentence
 */
public record Hint(
    String input,
    String setting,
    String now,
    String then,
    String figure,
    double shareNow,
    double shareThen,
    String text) {}
