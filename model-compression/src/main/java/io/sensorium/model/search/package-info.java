/** The best of many students that are fast enough. */
@NullMarked
package io.sensorium.model.search;

import org.jspecify.annotations.NullMarked;
