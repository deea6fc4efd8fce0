/**
 * Features of images, sound and text, computed in the same way for training and for inference: pure
 * functions of bytes and a specification.
 */
@NullMarked
package io.sensorium.worker.feature;

import org.jspecify.annotations.NullMarked;
