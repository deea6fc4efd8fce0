package io.sensorium.serde;

import com.google.common.base.Ticker;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A serde over a scripted registry, with time that moves when told. */
final class Fixture {
  static final Map<String, Object> SETTINGS = Map.of("schema.registry.url", "http://registry:8081");

  final ScriptedRegistry client = new ScriptedRegistry();
  final List<Duration> pauses = new ArrayList<>();
  private long nanos;
  private final Ticker ticker =
      new Ticker() {
        @Override
        public long read() {
          return nanos;
        }
      };

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  <T> AvroSerializer<T> serializer(String... settings) {
    SerdeConfig config = config(settings);
    AvroSerializer<T> serializer = new AvroSerializer<>();
    serializer.configure(config, false, registry(config), ticker);
    return serializer;
  }

  <T> AvroDeserializer<T> configured(AvroDeserializer<T> deserializer, String... settings) {
    SerdeConfig config = config(settings);
    deserializer.configure(config, registry(config), ticker);
    return deserializer;
  }

  <T> AvroDeserializer<T> deserializer(String... settings) {
    return configured(new AvroDeserializer<>(), settings);
  }

  private CachedRegistry registry(SerdeConfig config) {
    RegistryRequests requests =
        new RegistryRequests(config.registry(), config.retries(), pauses::add, new Random(1));
    return new CachedRegistry(config, client, requests, ticker);
  }

  private static SerdeConfig config(String... settings) {
    Map<String, Object> all = new HashMap<>(SETTINGS);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return SerdeConfig.of(all, false);
  }

  static CameraFrame frame(int bytes) {
    byte[] payload = new byte[bytes];
    new Random(7).nextBytes(payload);
    return CameraFrame.newBuilder()
        .setSite("home-1")
        .setSensor("door")
        .setId("17")
        .setEventTime(Instant.ofEpochSecond(1_700_000_000, 123_456_000))
        .setEncoding(ImageEncoding.JPEG)
        .setPayload(ByteBuffer.wrap(payload))
        .build();
  }
}
