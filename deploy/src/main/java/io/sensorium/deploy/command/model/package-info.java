/** The model tools of the command, one class a subcommand. */
@NullMarked
package io.sensorium.deploy.command.model;

import org.jspecify.annotations.NullMarked;
