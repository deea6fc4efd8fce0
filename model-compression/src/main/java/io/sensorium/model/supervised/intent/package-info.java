/** What a text wants. */
@NullMarked
package io.sensorium.model.supervised.intent;

import org.jspecify.annotations.NullMarked;
