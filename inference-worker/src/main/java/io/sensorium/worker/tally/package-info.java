/** What models have done, counted; pure. */
@NullMarked
package io.sensorium.worker.tally;

import org.jspecify.annotations.NullMarked;
