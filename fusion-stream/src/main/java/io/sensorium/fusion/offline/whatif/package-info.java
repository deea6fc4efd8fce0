/** Finds out, by aligning a recording again, what other settings would have made of it. */
@NullMarked
package io.sensorium.fusion.offline.whatif;

import org.jspecify.annotations.NullMarked;
