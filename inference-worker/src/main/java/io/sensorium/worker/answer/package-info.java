/** What is published for a moment: a prediction, or a dead letter with the reason. */
@NullMarked
package io.sensorium.worker.answer;

import org.jspecify.annotations.NullMarked;
