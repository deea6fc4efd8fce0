/** The live page and its stream of server-sent events. */
@NullMarked
package io.sensorium.console.page;

import org.jspecify.annotations.NullMarked;
