package io.sensorium.fusion.stream;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.Modality;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.recording.RecordingWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** An event as it stands on a topic: with its arrival in milliseconds. */
public record Sent(
    Modality modality,
    String site,
    String sensor,
    String id,
    long timeUs,
    long durationUs,
    long arrivalMs) {

  public static final String PIPELINE =
      """
      pipeline: test-home
      pace: { each: view }
      inputs:
        view:  { modality: camera, sensors: "door*", match: nearest, tolerance: 100ms }
        sound: { modality: audio, match: overlap, before: 50ms, after: 50ms, wait: 100ms, idle: 1s }
        words: { modality: text, match: latest, lookback: 300ms, wait: 20ms, disorder: 10ms }
      limits: { max-ahead: 200ms, max-behind: none, clock-jump: 400ms, buffered-events-per-site: 40 }
      """;

  static final String TICKING =
      """
      pipeline: test-home
      pace: { every: 40ms }
      inputs:
        view:  { modality: camera, match: nearest, tolerance: 30ms, wait: 60ms, idle: 300ms }
        sound: { modality: audio, match: overlap, before: 20ms, after: 20ms, wait: 100ms }
        words: { modality: text, match: latest, lookback: 100ms, wait: 20ms }
      limits: { clock-jump: 400ms }
      """;

  static final String APPROXIMATE =
      """
      pipeline: test-home
      pace: { approximate: { age-penalty: 0.2, largest-interval: 150ms } }
      inputs:
        view:  { modality: camera, sensors: "door*", wait: 60ms, idle: 300ms, disorder: 20ms }
        sound: { modality: audio, wait: 100ms, idle: 1s }
        words: { modality: text, wait: 80ms, disorder: 10ms, required: true }
      limits: { max-ahead: 200ms, clock-jump: 400ms, buffered-events-per-site: 40 }
      """;

  /** One modality a kind of clock, with alarms. */
  static final String CLOCKS =
      """
      pipeline: test-home
      pace: { each: view }
      inputs:
        view:  { modality: camera, sensors: "door*", clock: device }
        sound: { modality: audio, match: overlap, before: 50ms, after: 50ms, wait: 100ms, idle: 1s, clock: learned }
        words: { modality: text, match: nearest, tolerance: 80ms, wait: 20ms, disorder: 10ms, clock: arrival }
      limits: { max-ahead: 200ms, clock-jump: 400ms, clock-alarm: 100ms, drift-alarm: 100 }
      """;

  /** A pipeline file of one of the three paces, or of all clocks. */
  public static String pipeline(long seed) {
    return List.of(PIPELINE, TICKING, APPROXIMATE, CLOCKS).get((int) (seed % 4));
  }

  /** Random events of three sites in arrival order, many of them in the same millisecond. */
  public static List<Sent> random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] sites = {"home-1", "home-2", "a home, \"quoted\" ünd"};
    List<Sent> events = new ArrayList<>();
    long time = 1_700_000_000_000L;
    long[] skew = new long[9];
    for (int n = 0; n < count; n++) {
      time += random.nextInt(30) == 0 ? random.nextLong(1_000) : random.nextLong(6);
      int site = random.nextInt(3);
      int modality = random.nextInt(3);
      if (random.nextInt(100) == 0) {
        skew[site * 3 + modality] = random.nextLong(-900, 100);
      }
      long device = time + skew[site * 3 + modality] - random.nextLong(20);
      events.add(
          new Sent(
              List.of(Modality.values()).get(modality),
              sites[site],
              new String[] {"door-front", "door-back", "hall"}[random.nextInt(3)],
              "e" + (random.nextInt(20) == 0 ? random.nextInt(n + 1) : n),
              device * 1_000 + random.nextLong(1_000),
              modality == 1 ? random.nextLong(60_000) : 0,
              time + random.nextLong(3)));
    }
    for (String site : sites) {
      flush(events, site, (time / 1_000 + 20) * 1_000);
    }
    events.sort(Comparator.comparingLong(Sent::arrivalMs).thenComparing(Sent::modality));
    return events;
  }

  /** One event long after all others, on a tick, so that nothing is left. */
  private static void flush(List<Sent> events, String site, long time) {
    events.add(new Sent(Modality.CAMERA, site, "door-front", "last", time * 1_000, 0, time));
  }

  SpecificRecord value() {
    Instant time = Instant.EPOCH.plus(Duration.ofNanos(timeUs * 1_000));
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {1, 2, 3});
    return switch (modality) {
      case CAMERA -> new CameraFrame(site, sensor, id, time, ImageEncoding.JPEG, payload);
      case AUDIO ->
          new AudioChunk(
              site, sensor, id, time, durationUs, SampleEncoding.S16LE, 16_000, 1, payload);
      case TEXT -> new TextEvent(site, sensor, id, time, TextKind.MESSAGE, null, "text of " + id);
    };
  }

  static void record(List<Sent> events, Path folder) {
    try (RecordingWriter writer = RecordingWriter.create(folder)) {
      for (Sent e : events) {
        writer.write(
            e.arrivalMs * 1_000,
            e.timeUs,
            e.site,
            e.modality,
            e.sensor,
            e.id,
            e.durationUs,
            "none.wav");
      }
    }
  }
}
