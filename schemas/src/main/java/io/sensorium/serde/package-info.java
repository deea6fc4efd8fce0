/**
 * Avro records on Kafka in Confluent wire format: a zero byte, the schema's id as four bytes, big
 * endian, and the record as Avro binary.
 */
@NullMarked
package io.sensorium.serde;

import org.jspecify.annotations.NullMarked;
