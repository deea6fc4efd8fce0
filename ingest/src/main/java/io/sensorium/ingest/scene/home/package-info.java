/** A home whose door, hall and residents are simulated. */
@NullMarked
package io.sensorium.ingest.scene.home;

import org.jspecify.annotations.NullMarked;
