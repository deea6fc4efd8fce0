/** Models of any origin brought into the one form that the tools work on; pure. */
@NullMarked
package io.sensorium.model.prepare;

import org.jspecify.annotations.NullMarked;
