/** The ways in: events of cameras, microphones and text sources, published to their topics. */
@NullMarked
package io.sensorium.ingest;

import org.jspecify.annotations.NullMarked;
