package io.sensorium.bench.workload;

import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;

/**
 * Payloads that look unlike each other, the same ones each time; events share them in turn. A chunk
 * is 256 samples of 16 bits, a frame a JPEG of 224 x 224, a text 64 words.
 */
public final class Payloads {
  /** Different payloads. */
  public static final int COUNT = 64;

  static final int SAMPLES = 256;
  static final int SAMPLE_RATE = 16_000;
  private static final int SIDE = 224;
  private static final int SPOTS = 14;
  private static final int WORDS = 64;

  private final Net net;
  private final List<ByteBuffer> binaries = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  public Payloads(Net net) {
    this.net = net;
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < COUNT; i++) {
      switch (net.modality()) {
        case AUDIO -> binaries.add(samples(random));
        case CAMERA -> binaries.add(jpeg(random));
        case TEXT -> texts.add(words(random));
      }
    }
  }

  /**
   * The event of a number, with the number as its id.
   *
   * @param time when it happens
   */
  public SpecificRecord event(String site, long number, Instant time) {
    int payload = (int) (number % COUNT);
    String id = Long.toString(number);
    return switch (net.modality()) {
      case AUDIO ->
          new AudioChunk(
              site,
              "sensor",
              id,
              time,
              SAMPLES * 1_000_000L / SAMPLE_RATE,
              SampleEncoding.S16LE,
              SAMPLE_RATE,
              1,
              binaries.get(payload).duplicate());
      case CAMERA ->
          new CameraFrame(
              site, "sensor", id, time, ImageEncoding.JPEG, binaries.get(payload).duplicate());
      case TEXT ->
          new TextEvent(site, "sensor", id, time, TextKind.MESSAGE, "en", texts.get(payload));
    };
  }

  /** The text of an event; empty where it is none. */
  public String text(long number) {
    return texts.isEmpty() ? "" : texts.get((int) (number % COUNT));
  }

  private static ByteBuffer samples(SplittableRandom random) {
    ByteBuffer samples = ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SAMPLES; i++) {
      samples.putShort((short) Math.max(-32768, Math.min(32767, 12_000 * random.nextGaussian())));
    }
    return samples.flip();
  }

  /** Coloured spots, as smooth as a picture is. */
  private static ByteBuffer jpeg(SplittableRandom random) {
    BufferedImage spots = new BufferedImage(SPOTS, SPOTS, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < SPOTS * SPOTS; i++) {
      spots.setRGB(i % SPOTS, i / SPOTS, random.nextInt(1 << 24));
    }
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(spots, 0, 0, SIDE, SIDE, null);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static String words(SplittableRandom random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      words.add("w" + random.nextInt(Transformer.VOCABULARY - 2));
    }
    return String.join(" ", words);
  }
}
