/**
 * Simulated scenes, pure: what a site's camera, microphone and people show at any instant, from a
 * seed alone.
 */
@NullMarked
package io.sensorium.ingest.scene;

import org.jspecify.annotations.NullMarked;
