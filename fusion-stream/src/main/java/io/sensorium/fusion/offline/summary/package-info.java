/** What came of a run, in figures and in words. */
@NullMarked
package io.sensorium.fusion.offline.summary;

import org.jspecify.annotations.NullMarked;
