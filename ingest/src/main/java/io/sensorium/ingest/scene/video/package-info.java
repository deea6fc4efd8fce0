/** A television programme, simulated: its frames, its soundtrack, its subtitles. */
@NullMarked
package io.sensorium.ingest.scene.video;

import org.jspecify.annotations.NullMarked;
