package io.sensorium.ingest.http;

import io.sensorium.event.Modality;
import io.sensorium.ingest.publish.TraceParent;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its event beside the payload.
 *
 * @param time event time in whole microseconds
 * @param traceparent as it was sent, checked later; null if it was not
 */
record EventHead(
    String site,
    Modality modality,
    String sensor,
    String id,
    Instant time,
    @Nullable String traceparent) {
  static final String EVENT_ID = "Event-Id";
  static final String EVENT_TIME = "Event-Time";

  private static final String NAME_RULE =
      "1 to 100 letters, digits, '.', '_', ':' or '-', the first a letter or digit";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,100}");
  private static final Pattern MICROS = Pattern.compile("\\d{1,18}");

  /**
   * Reads path and headers.
   *
   * @param clock for an event without a time
   * @param random for an event without an id
   * @throws RefusedException with 404 for an unknown modality, with 400 for anything malformed
   */
  static EventHead read(
      String site,
      String modality,
      String sensor,
      MultiMap headers,
      InstantSource clock,
      RandomGenerator random) {
    return new EventHead(
        name("site", site),
        modality(modality),
        name("sensor", sensor),
        id(headers.get(EVENT_ID), random),
        time(headers.get(EVENT_TIME), clock),
        headers.get(TraceParent.HEADER));
  }

  private static String name(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.badRequest("a " + what + " of " + NAME_RULE, brief(name), "rename the " + what)
          .asException();
    }
    return name;
  }

  private static Modality modality(String name) {
    return switch (name) {
      case "camera" -> Modality.CAMERA;
      case "audio" -> Modality.AUDIO;
      case "text" -> Modality.TEXT;
      default ->
          throw new Refusal(
                  Refusal.NOT_FOUND,
                  "/v1/{site}/{camera|audio|text}/{sensor}",
                  "modality " + brief(name),
                  "choose camera, audio or text")
              .asException();
    };
  }

  private static String id(@Nullable String id, RandomGenerator random) {
    if (id == null) {
      return randomUuid(random).toString();
    }
    if (!ID.matcher(id).matches()) {
      throw Refusal.badRequest(
              EVENT_ID + " of 1 to 100 visible ASCII characters", brief(id), "correct the header")
          .asException();
    }
    return id;
  }

  private static Instant time(@Nullable String text, InstantSource clock) {
    if (text == null) {
      return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
    try {
      if (MICROS.matcher(text).matches()) {
        return Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
      }
      return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
          .toInstant()
          .truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw Refusal.badRequest(
              EVENT_TIME
                  + " as RFC 3339 (2026-01-31T12:00:00.250Z) or whole microseconds since 1970",
              brief(text),
              "correct the header, or leave it out for now")
          .asException();
    }
  }

  /** RFC 9562, version 4. */
  private static UUID randomUuid(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  private static String brief(String text) {
    return "'" + (text.length() <= 100 ? text : text.substring(0, 100) + "…") + "'";
  }
}
