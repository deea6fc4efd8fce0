/** The topics and their settings, in one catalogue that every part of the system reads. */
@NullMarked
package io.sensorium.topic;

import org.jspecify.annotations.NullMarked;
