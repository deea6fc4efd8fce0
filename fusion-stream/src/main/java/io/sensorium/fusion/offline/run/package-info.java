/** The rules of alignment at work on the rows of a timeline, with who listens. */
@NullMarked
package io.sensorium.fusion.offline.run;

import org.jspecify.annotations.NullMarked;
