/** All simulated scenarios by name. */
@NullMarked
package io.sensorium.ingest.scene.catalogue;

import org.jspecify.annotations.NullMarked;
