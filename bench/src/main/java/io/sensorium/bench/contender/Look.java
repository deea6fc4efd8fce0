package io.sensorium.bench.contender;

import org.jspecify.annotations.Nullable;

/**
 * A look at a run from outside.
 *
 * @param taken events taken so far
 * @param failure why it has stopped by itself; null while it has not
 */
public record Look(long taken, @Nullable String failure) {}
