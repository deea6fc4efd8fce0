/** A customer on a video call, simulated: what is shown, how it sounds, what is asked. */
@NullMarked
package io.sensorium.ingest.scene.service;

import org.jspecify.annotations.NullMarked;
