/** Dead letters: listed, and sent back to where they failed. */
@NullMarked
package io.sensorium.deploy.deadletter;

import org.jspecify.annotations.NullMarked;
