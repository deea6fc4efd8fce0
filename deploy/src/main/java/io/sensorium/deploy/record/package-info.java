/** Saves topics as a recording. */
@NullMarked
package io.sensorium.deploy.record;

import org.jspecify.annotations.NullMarked;
