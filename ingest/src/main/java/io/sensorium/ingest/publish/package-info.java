/** One publisher for the three source topics, with bounded bytes in flight. */
@NullMarked
package io.sensorium.ingest.publish;

import org.jspecify.annotations.NullMarked;
