package io.sensorium.ingest.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Turns a view into a frame: light of the hour, exposure, a slight tremble, and the sensor's noise.
 */
final class Camera {
  private static final float JPEG_QUALITY = 0.85f;

  private final View view;

  Camera(View view) {
    this.view = view;
  }

  BufferedImage expose(Scene scene, long timeUs) {
    BufferedImage image = new BufferedImage(View.WIDTH, View.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      Dice tremble = new Dice(scene.seed(), scene.site() + "/tremble", timeUs);
      g.translate(tremble.between(-1.5, 1.5), tremble.between(-1.5, 1.5));
      view.paint(
          g,
          scene.situation().view(),
          scene.placeDice("place"),
          scene.dice("view"),
          scene.seconds(timeUs));
    } finally {
      g.dispose();
    }
    develop(image, scene, timeUs);
    return image;
  }

  static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("a JPEG could not be written to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Gain and offset of the exposure, a tint, then noise that is stronger in the dark. */
  private static void develop(BufferedImage image, Scene scene, long timeUs) {
    Dice exposure = scene.dice("exposure");
    boolean night = isNight(scene);
    double gain = night ? exposure.between(0.35, 0.6) : exposure.between(0.75, 1.2);
    double offset = exposure.between(-12, 12);
    double[] tint = {
      exposure.between(0.9, 1.1), exposure.between(0.95, 1.05), exposure.between(0.9, 1.15)
    };
    int noise = (int) (night ? exposure.between(16, 36) : exposure.between(5, 18));
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    long random = new Dice(scene.seed(), scene.site() + "/noise", timeUs).bits() | 1;
    for (int i = 0; i < pixels.length; i++) {
      random ^= random << 13;
      random ^= random >>> 7;
      random ^= random << 17;
      int luma = ((int) (((random >>> 40) & 255) + ((random >>> 48) & 255) - 255) * noise) >> 8;
      int rgb = pixels[i];
      int r = level(((rgb >> 16) & 255) * gain * tint[0] + offset + luma);
      int gr = level(((rgb >> 8) & 255) * gain * tint[1] + offset + luma);
      int b = level((rgb & 255) * gain * tint[2] + offset + luma);
      pixels[i] = (r << 16) | (gr << 8) | b;
    }
  }

  /** A quarter of all scenes are at night. */
  static boolean isNight(Scene scene) {
    return scene.dice("hour").chance(0.25);
  }

  private static int level(double v) {
    return (int) Math.max(0, Math.min(255, v));
  }
}
