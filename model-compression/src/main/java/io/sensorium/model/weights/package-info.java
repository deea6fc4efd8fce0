/** Weights on few bits for products in float, pure: graphs in, graphs out. */
@NullMarked
package io.sensorium.model.weights;

import org.jspecify.annotations.NullMarked;
