/**
 * Measures models of a repository on labelled samples, through the features and decoders that serve
 * them.
 */
@NullMarked
package io.sensorium.model.evaluate;

import org.jspecify.annotations.NullMarked;
