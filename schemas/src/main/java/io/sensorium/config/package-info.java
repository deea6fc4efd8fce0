/** Reads one YAML file into one record, strictly: unknown keys are errors that name the key. */
@NullMarked
package io.sensorium.config;

import org.jspecify.annotations.NullMarked;
