/**
 * Invented pictures of a chest, sounds of breath and notes: a demonstration, not a medical device.
 */
@NullMarked
package io.sensorium.ingest.scene.medical;

import org.jspecify.annotations.NullMarked;
