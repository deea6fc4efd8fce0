/**
 * A schema registry with Confluent's REST API inside this JVM, its state in a compacted topic. The
 * store, the edits and the compatibility rules are pure; the log is the only part that knows Kafka,
 * the routes and the handle the only ones that know Vert.x.
 */
@NullMarked
package io.sensorium.deploy.registry;

import org.jspecify.annotations.NullMarked;
