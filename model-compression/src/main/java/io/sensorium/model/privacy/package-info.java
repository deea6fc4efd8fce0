/** Training that keeps examples to themselves, and what that costs. */
@NullMarked
package io.sensorium.model.privacy;

import org.jspecify.annotations.NullMarked;
