/** Which kind of sound a clip is. */
@NullMarked
package io.sensorium.model.supervised.sound;

import org.jspecify.annotations.NullMarked;
