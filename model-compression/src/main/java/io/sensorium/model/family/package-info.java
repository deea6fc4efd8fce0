/** Families of small networks that name what an image, a spectrogram or a text shows; pure. */
@NullMarked
package io.sensorium.model.family;

import org.jspecify.annotations.NullMarked;
