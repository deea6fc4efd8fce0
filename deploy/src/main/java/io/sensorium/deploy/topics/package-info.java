/** Creates the catalogue's topics, or says how the broker's differ from it. */
@NullMarked
package io.sensorium.deploy.topics;

import org.jspecify.annotations.NullMarked;
