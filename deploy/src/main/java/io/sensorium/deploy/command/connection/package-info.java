/** Where Kafka is, as commands are told it. */
@NullMarked
package io.sensorium.deploy.command.connection;

import org.jspecify.annotations.NullMarked;
