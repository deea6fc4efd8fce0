package io.sensorium.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.ingest.payload.ImageHeader;
import io.sensorium.ingest.payload.PayloadException;
import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.ingest.publish.SensorEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses how a body is read, by modality and media type. */
final class PayloadDecoders {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");

  private final long maxPixels;

  PayloadDecoders(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /**
   * @throws RefusedException with 415 for a type that is not taken, with 400 for a malformed one
   */
  PayloadDecoder choose(EventHead head, MediaType type, MultiMap headers, MultiMap query) {
    return switch (head.modality()) {
      case CAMERA -> frame(head, type);
      case AUDIO -> chunk(head, type);
      case TEXT -> text(head, type, headers, query);
    };
  }

  private PayloadDecoder frame(EventHead head, MediaType type) {
    ImageEncoding declared =
        switch (type.name()) {
          case "image/jpeg", "image/jpg" -> ImageEncoding.JPEG;
          case "image/png" -> ImageEncoding.PNG;
          case "image/x-portable-anymap", "image/x-portable-graymap", "image/x-portable-pixmap" ->
              ImageEncoding.PNM;
          default -> throw unsupported("image/jpeg, image/png or image/x-portable-anymap", type);
        };
    return body -> {
      ByteBuffer image = bytes(body);
      ImageHeader header = ImageHeader.read(image);
      if (header.encoding() != declared) {
        throw new PayloadException(
            "a " + declared + ", as Content-Type says",
            "a " + header.encoding(),
            "correct the Content-Type");
      }
      header.requireAtMost(maxPixels);
      return SensorEvent.of(
          new CameraFrame(head.site(), head.sensor(), head.id(), head.time(), declared, image),
          head.traceparent());
    };
  }

  private static PayloadDecoder chunk(EventHead head, MediaType type) {
    return switch (type.name()) {
      case "audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave" ->
          body -> chunk(head, WavFile.parse(bytes(body)));
      case "audio/l8", "audio/l16", "audio/l24" -> {
        LinearPcm format = LinearPcm.of(type);
        yield body -> chunk(head, format.decode(bytes(body)));
      }
      default ->
          throw unsupported("audio/wav, or audio/L16;rate=16000;channels=1 (or L8, L24)", type);
    };
  }

  private static SensorEvent chunk(EventHead head, PcmAudio audio) {
    return SensorEvent.of(
        new AudioChunk(
            head.site(),
            head.sensor(),
            head.id(),
            head.time(),
            audio.durationUs(),
            audio.encoding(),
            audio.sampleRate(),
            audio.channels(),
            audio.samples()),
        head.traceparent());
  }

  private static PayloadDecoder text(
      EventHead head, MediaType type, MultiMap headers, MultiMap query) {
    String charset = type.parameter("charset", "utf-8").toLowerCase(Locale.ROOT);
    if (!type.name().equals("text/plain") || !charset.equals("utf-8")) {
      throw unsupported("text/plain in UTF-8", type);
    }
    TextKind kind = kind(given("kind", "Text-Kind", headers, query));
    String language = given("language", "Content-Language", headers, query);
    if (language != null && !LANGUAGE.matcher(language).matches()) {
      throw Refusal.badRequest("a language such as en or pt-BR", language, "correct or remove it")
          .asException();
    }
    return body -> {
      String text = utf8(body);
      return SensorEvent.of(
          new TextEvent(head.site(), head.sensor(), head.id(), head.time(), kind, language, text),
          head.traceparent());
    };
  }

  private static @Nullable String given(
      String parameter, String header, MultiMap headers, MultiMap query) {
    String text = query.get(parameter);
    return text == null ? headers.get(header) : text;
  }

  private static TextKind kind(@Nullable String name) {
    return switch (name == null ? "message" : name.toLowerCase(Locale.ROOT)) {
      case "message" -> TextKind.MESSAGE;
      case "utterance" -> TextKind.UTTERANCE;
      case "transcript" -> TextKind.TRANSCRIPT;
      default ->
          throw Refusal.badRequest(
                  "a kind of message, utterance or transcript", "" + name, "correct or remove it")
              .asException();
    };
  }

  private static String utf8(Buffer body) {
    if (body.length() == 0) {
      throw new PayloadException("a text", "no bytes", "send the text as the body");
    }
    try {
      return UTF_8.newDecoder().decode(bytes(body)).toString();
    } catch (CharacterCodingException e) {
      throw new PayloadException("a text in UTF-8", "other bytes", "encode the text as UTF-8");
    }
  }

  private static ByteBuffer bytes(Buffer body) {
    return ByteBuffer.wrap(body.getBytes());
  }

  private static RefusedException unsupported(String expected, MediaType type) {
    return new Refusal(
            Refusal.UNSUPPORTED,
            "Content-Type " + expected,
            type.name().isEmpty() ? "none" : type.name() + type.parameters(),
            "convert the payload, or correct the Content-Type")
        .asException();
  }
}
