package io.sensorium.model.study;

/**
 * What a study of encoders takes.
 *
 * @param scenes that they learn from
 * @param examScenes others, that they are examined on
 * @param epochs of each
 * @param width of every network, see {@link io.sensorium.model.family.Blueprint}
 * @param depth of every network
 */
public record EncoderPlan(int scenes, int examScenes, int epochs, int width, int depth) {}
