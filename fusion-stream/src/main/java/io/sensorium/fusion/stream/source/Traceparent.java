package io.sensorium.fusion.stream.source;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** W3C trace context in the headers of records. */
public final class Traceparent {
  public static final String HEADER = "traceparent";

  private Traceparent() {}

  /** Headers that say it; empty ones where there is none. */
  public static RecordHeaders headers(@Nullable String traceparent) {
    RecordHeaders headers = new RecordHeaders();
    if (traceparent != null) {
      headers.add(HEADER, traceparent.getBytes(StandardCharsets.US_ASCII));
    }
    return headers;
  }

  /** What the headers say; null where they say nothing. */
  public static @Nullable String of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.US_ASCII);
  }
}
