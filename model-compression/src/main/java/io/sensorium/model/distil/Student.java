package io.sensorium.model.distil;

import io.sensorium.model.family.Blueprint;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Marks;

/**
 * A network that has learned.
 *
 * @param epochs after which it was best
 * @param validation how it did then; its accuracy is {@link Distillation#measure}
 */
public record Student(Blueprint blueprint, Network network, int epochs, Marks validation) {}
