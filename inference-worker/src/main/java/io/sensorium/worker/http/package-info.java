/** The management port: inference over HTTP, control of models, figures and health. */
@NullMarked
package io.sensorium.worker.http;

import org.jspecify.annotations.NullMarked;
