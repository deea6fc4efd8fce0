/** Pictures, sound and texts as values of a model's inputs, by the features that serve it. */
@NullMarked
package io.sensorium.deploy.samples;

import org.jspecify.annotations.NullMarked;
