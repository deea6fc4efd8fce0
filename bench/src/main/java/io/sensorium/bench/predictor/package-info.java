/** The contenders that predict: the worker, its peers on Kafka's libraries, and bare loops. */
@NullMarked
package io.sensorium.bench.predictor;

import org.jspecify.annotations.NullMarked;
