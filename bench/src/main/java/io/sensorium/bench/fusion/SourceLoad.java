package io.sensorium.bench.fusion;

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
import java.util.SplittableRandom;

/**
 * Events of sites that each have a camera with 5 frames a second, a microphone with a chunk each
 * half second, and a text every 5 s; sites are shifted against each other. Payloads are random
 * bytes: nobody opens them.
 *
 * @param events how many, of all sites together
 * @param sites that take turns
 * @param frameBytes of a frame's payload
 * @param chunkBytes of a chunk's payload
 * @param trouble whether things go wrong: every fourth site has no source of text, one frame in
 *     fifty is delivered twice, and halfway through one frame of one site is stamped an hour ahead
 */
record SourceLoad(int events, int sites, int frameBytes, int chunkBytes, boolean trouble) {
  /** Takes events in the order in which they arrive. */
  @FunctionalInterface
  interface Sink {
    /**
     * @param arrivalUs when it arrives, microseconds since the epoch of time
     */
    void take(SensorEvent event, long arrivalUs) throws InterruptedException;
  }

  /** Between an event, or the end of a chunk, and its arrival. */
  private static final long DELAY_US = 5_000;

  private static final long STEP_US = 100_000;
  private static final int STEPS_PER_FRAME = 2;
  private static final int STEPS_PER_CHUNK = 5;
  private static final int STEPS_PER_TEXT = 50;
  private static final double EVENTS_PER_SECOND = 5 + 2 + 0.2;
  private static final int PAYLOADS = 16;
  private static final int STEPS_PER_REPEAT = 50 * STEPS_PER_FRAME;
  private static final int SITES_PER_SILENT_ONE = 4;
  private static final long AHEAD_US = 3_600_000_000L;

  SourceLoad {
    if (events < 1 || sites < 1 || frameBytes < 1 || chunkBytes < 1) {
      throw new IllegalArgumentException("expected numbers of at least 1");
    }
  }

  /** The same with as many events as these sites send in so many seconds, about. */
  SourceLoad lasting(int seconds) {
    return new SourceLoad(
        (int) Math.max(1, Math.round(seconds * sites * EVENTS_PER_SECOND)),
        sites,
        frameBytes,
        chunkBytes,
        trouble);
  }

  /** Until all have arrived, in microseconds; a little more at most. */
  long spanUs() {
    return steps() * STEP_US + DELAY_US;
  }

  private long steps() {
    long steps = 0;
    for (long count = 0; count < events; steps++) {
      for (int site = 0; site < sites; site++) {
        count += frames(steps) + chunks(steps) + texts(steps, site);
      }
    }
    return steps;
  }

  /** Hands out all events, payloads shared between them. */
  void send(Instant start, Sink sink) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(1);
    ByteBuffer[] frames = payloads(random, frameBytes);
    ByteBuffer[] chunks = payloads(random, chunkBytes);
    long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, start);
    long wrong = trouble ? steps() / 2 / STEPS_PER_FRAME * STEPS_PER_FRAME : -1;
    int left = events;
    for (long step = 0; left > 0; step++) {
      int payload = (int) (step % PAYLOADS);
      for (int site = 0; site < sites; site++) {
        long nowUs = startUs + step * STEP_US + STEP_US * site / sites;
        String name = "site-" + site;
        String id = Long.toString(step);
        long stampUs = step == wrong && site == 0 ? nowUs + AHEAD_US : nowUs;
        for (int i = frames(step); i > 0 && left > 0; i--, left--) {
          sink.take(frame(name, id, stampUs, frames[payload]), nowUs + DELAY_US);
        }
        for (int i = chunks(step); i > 0 && left > 0; i--, left--) {
          sink.take(chunk(name, id, nowUs, chunks[payload]), nowUs + DELAY_US);
        }
        for (int i = texts(step, site); i > 0 && left > 0; i--, left--) {
          sink.take(text(name, id, nowUs), nowUs + DELAY_US);
        }
      }
    }
  }

  private int frames(long step) {
    boolean twice = trouble && step % STEPS_PER_REPEAT == 0;
    return step % STEPS_PER_FRAME != 0 ? 0 : twice ? 2 : 1;
  }

  private int chunks(long step) {
    return step % STEPS_PER_CHUNK == 0 ? 1 : 0;
  }

  /** All begin with one, so that no frame of theirs is without; then they take turns. */
  private int texts(long step, int site) {
    boolean silent = trouble && site % SITES_PER_SILENT_ONE == SITES_PER_SILENT_ONE - 1;
    return !silent && (step == 0 || (step + site) % STEPS_PER_TEXT == 0) ? 1 : 0;
  }

  private static SensorEvent frame(String site, String id, long timeUs, ByteBuffer payload) {
    return SensorEvent.of(
        new CameraFrame(site, "door", id, instant(timeUs), ImageEncoding.JPEG, payload.duplicate()),
        null);
  }

  /** A chunk is sent when it is complete. */
  private static SensorEvent chunk(String site, String id, long endUs, ByteBuffer payload) {
    long spanUs = STEPS_PER_CHUNK * STEP_US;
    return SensorEvent.of(
        new AudioChunk(
            site,
            "hall",
            id,
            instant(endUs - spanUs),
            spanUs,
            SampleEncoding.S16LE,
            16_000,
            1,
            payload.duplicate()),
        null);
  }

  private static SensorEvent text(String site, String id, long timeUs) {
    return SensorEvent.of(
        new TextEvent(
            site, "chat", id, instant(timeUs), TextKind.MESSAGE, "en", "is anyone at the door?"),
        null);
  }

  private static Instant instant(long us) {
    return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
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
