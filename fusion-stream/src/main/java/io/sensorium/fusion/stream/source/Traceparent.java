package io.sensorium.fusion.stream.source;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** W3C trace context in the headers of records. */
public final class Traceparent {
  public static final String HEADER = "traceparent";

  private Traceparent() {}

  /** What the headers say; null where they say nothing. */
  public static @Nullable String of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.US_ASCII);
  }
}
