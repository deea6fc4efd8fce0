/** One Kafka broker inside this JVM, so that the whole of Sensorium runs with nothing else. */
@NullMarked
package io.sensorium.deploy.broker;

import org.jspecify.annotations.NullMarked;
