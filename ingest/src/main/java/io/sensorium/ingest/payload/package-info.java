/** What is read of an image or a WAV file before it is published, without decoding its content. */
@NullMarked
package io.sensorium.ingest.payload;

import org.jspecify.annotations.NullMarked;
