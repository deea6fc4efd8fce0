/**
 * Small networks in plain Java: forward and backward in a fixed order of operations, so that
 * training gives the same bits on every machine.
 */
@NullMarked
package io.sensorium.model.network;

import org.jspecify.annotations.NullMarked;
