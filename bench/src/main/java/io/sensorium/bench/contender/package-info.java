/** What runs in a contender's own JVM whatever it is: commands in, figures out; pure. */
@NullMarked
package io.sensorium.bench.contender;

import org.jspecify.annotations.NullMarked;
