package io.sensorium.fusion.stream;

/** A record's value and the partition that it goes to. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(int partition, byte[] value) {}
