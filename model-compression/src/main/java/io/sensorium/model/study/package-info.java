/** A scenario's heads compared: which fusion is best, and what privacy costs. */
@NullMarked
package io.sensorium.model.study;

import org.jspecify.annotations.NullMarked;
