package io.sensorium.fusion.stream.output;

/** A record's value and the partition that it goes to. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outgoing(int partition, byte[] value) {}
