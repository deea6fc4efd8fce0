/** Feeds a recording to the source topics, at its own pace or faster. */
@NullMarked
package io.sensorium.ingest.replay;

import org.jspecify.annotations.NullMarked;
