/** What the offline aligner makes of the topics, and how a contender's output compares with it. */
@NullMarked
package io.sensorium.bench.truth;

import org.jspecify.annotations.NullMarked;
