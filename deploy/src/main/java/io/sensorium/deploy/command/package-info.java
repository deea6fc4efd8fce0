/** The {@code sensorium} command: options in, exit codes and clear errors out. */
@NullMarked
package io.sensorium.deploy.command;

import org.jspecify.annotations.NullMarked;
