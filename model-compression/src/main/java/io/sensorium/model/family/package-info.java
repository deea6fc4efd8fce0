/** Families of small networks that name what an image or a spectrogram shows; pure. */
@NullMarked
package io.sensorium.model.family;

import org.jspecify.annotations.NullMarked;
