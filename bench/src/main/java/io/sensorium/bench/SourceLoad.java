package io.sensorium.bench;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.ingest.publish.SensorEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Events of sites that each have a camera with 5 frames a second, a microphone with a chunk each
 * half second, and a text every 5 s. Payloads are random bytes: fusion does not open them.
 *
 * @param events how many, of all sites together
 * @param sites that take turns
 * @param frameBytes of a frame's payload
 * @param chunkBytes of a chunk's payload
 */
record SourceLoad(int events, int sites, int frameBytes, int chunkBytes) {
  private static final long STEP_US = 100_000;
  private static final int STEPS_PER_FRAME = 2;
  private static final int STEPS_PER_CHUNK = 5;
  private static final int STEPS_PER_TEXT = 50;
  private static final int PAYLOADS = 16;
  private static final int SITES = 8;

  SourceLoad {
    if (events < 1 || sites < 1 || frameBytes < 1 || chunkBytes < 1) {
      throw new IllegalArgumentException("expected numbers of at least 1");
    }
  }

  /** Frames of 100 KB, chunks of 16 KB. */
  static SourceLoad large(int events) {
    return new SourceLoad(events, SITES, 100_000, 16_000);
  }

  /** Payloads of 60 bytes. */
  static SourceLoad small(int events) {
    return new SourceLoad(events, SITES, 60, 60);
  }

  /**
   * The events in order of time, payloads shared between them.
   *
   * @param end no event time is later, so that none is ahead of its arrival, however fast they are
   *     published after that
   */
  List<SensorEvent> render(Instant end) {
    List<Function<Instant, SensorEvent>> plan = new ArrayList<>();
    List<Long> steps = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    ByteBuffer[] frames = payloads(random, frameBytes);
    ByteBuffer[] chunks = payloads(random, chunkBytes);
    for (long step = 0; plan.size() < events; step++) {
      for (int site = 0; site < sites; site++) {
        addStep(plan, step, "site-" + site, frames, chunks);
      }
      while (steps.size() < plan.size()) {
        steps.add(step);
      }
    }
    long last = steps.get(events - 1);
    List<SensorEvent> rendered = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      Instant time = end.minus((last - steps.get(i)) * STEP_US, ChronoUnit.MICROS);
      rendered.add(plan.get(i).apply(time));
    }
    return rendered;
  }

  private static void addStep(
      List<Function<Instant, SensorEvent>> plan,
      long step,
      String site,
      ByteBuffer[] frames,
      ByteBuffer[] chunks) {
    String id = Long.toString(step);
    int payload = (int) (step % PAYLOADS);
    if (step % STEPS_PER_FRAME == 0) {
      plan.add(time -> frame(site, id, time, frames[payload]));
    }
    if (step % STEPS_PER_CHUNK == 0) {
      plan.add(time -> chunk(site, id, time, chunks[payload]));
    }
    if (step % STEPS_PER_TEXT == 0) {
      plan.add(time -> text(site, id, time));
    }
  }

  private static SensorEvent frame(String site, String id, Instant time, ByteBuffer payload) {
    return SensorEvent.of(
        new CameraFrame(site, "door", id, time, ImageEncoding.JPEG, payload.duplicate()), null);
  }

  /** A chunk is sent when it is complete. */
  private static SensorEvent chunk(String site, String id, Instant end, ByteBuffer payload) {
    long spanUs = STEPS_PER_CHUNK * STEP_US;
    return SensorEvent.of(
        new AudioChunk(
            site,
            "hall",
            id,
            end.minus(spanUs, ChronoUnit.MICROS),
            spanUs,
            SampleEncoding.S16LE,
            16_000,
            1,
            payload.duplicate()),
        null);
  }

  private static SensorEvent text(String site, String id, Instant time) {
    return SensorEvent.of(
        new TextEvent(site, "chat", id, time, TextKind.MESSAGE, "en", "is anyone at the door?"),
        null);
  }

  private static ByteBuffer[] payloads(SplittableRandom random, int size) {
    ByteBuffer[] payloads = new ByteBuffer[PAYLOADS];
    for (int i = 0; i < PAYLOADS; i++) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      payloads[i] = ByteBuffer.wrap(bytes);
    }
    return payloads;
  }
}
