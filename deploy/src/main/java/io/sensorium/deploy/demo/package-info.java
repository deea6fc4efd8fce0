/** Everything in one JVM, and the sums that show that nothing was lost. */
@NullMarked
package io.sensorium.deploy.demo;

import org.jspecify.annotations.NullMarked;
