package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ImageFeaturesTest {

  @Test
  void bilinearValuesAreThoseComputedByHand() throws FeatureException {
    // given: blue is 0, 100 / 50, 250; doubling puts centres at -0.25, 0.25, 0.75, 1.25, clamped
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x000000);
    image.setRGB(1, 0, 0x000064);
    image.setRGB(0, 1, 0x000032);
    image.setRGB(1, 1, 0x0000FA);
    ImageSpec spec = ImageSpec.of(4, 4, Colour.BGR, Resize.STRETCH, 1.0);

    // when
    float[] values = features(spec, png(image));

    // then
    assertThat(Arrays.copyOf(values, 8))
        .containsExactly(
            new float[] {0, 25, 75, 100, 12.5f, 43.75f, 106.25f, 137.5f}, within(1e-4f));
    assertThat(Arrays.copyOfRange(values, 16, 48)).containsOnly(0f);
  }

  @Test
  void anySizeEqualsANaiveDoublePrecisionInterpolation() throws FeatureException {
    // given
    BufferedImage image = noise(37, 23, 5);
    ImageSpec spec =
        new ImageSpec(
            31,
            29,
            Layout.HWC,
            Colour.RGB,
            Resize.STRETCH,
            1 / 255.0,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225),
            10_000);

    // when
    float[] values = features(spec, png(image));

    // then
    for (int y = 0; y < 31; y++) {
      for (int x = 0; x < 29; x++) {
        for (int c = 0; c < 3; c++) {
          double at =
              naive(image, (x + 0.5) * 37 / 29 - 0.5, (y + 0.5) * 23 / 31 - 0.5, 16 - 8 * c);
          double expected = (at / 255 - spec.mean().get(c)) / spec.std().get(c);
          assertThat((double) values[(y * 29 + x) * 3 + c]).isCloseTo(expected, within(1e-4));
        }
      }
    }
  }

  @Test
  void letterboxKeepsTheRatioAndFillsTheRest() throws FeatureException {
    // given
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    ImageFeatures features =
        new ImageFeatures(ImageSpec.of(8, 8, Colour.RGB, Resize.LETTERBOX, 1.0));
    FloatBuffer target = direct(features.spec().size());

    // when
    FramePlacement placement = features.write(png(image), target);

    // then
    assertThat(placement).isEqualTo(new FramePlacement(20, 10, 2.5, 2.5));
    for (int i = 0; i < 64; i++) {
      assertThat(target.get(i)).isEqualTo(i < 32 ? 0f : 114f);
    }
  }

  @Test
  void greyFramesKeepTheirValues() throws FeatureException {
    // given
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    image
        .getRaster()
        .setPixels(
            0, 0, 4, 4, new int[] {0, 1, 2, 3, 9, 9, 9, 9, 60, 61, 62, 63, 128, 200, 254, 255});

    // when
    float[] values = features(ImageSpec.of(4, 4, Colour.GREY, Resize.STRETCH, 1.0), png(image));

    // then
    assertThat(values)
        .containsExactly(
            new float[] {0, 1, 2, 3, 9, 9, 9, 9, 60, 61, 62, 63, 128, 200, 254, 255},
            within(1e-3f));
  }

  @Test
  void farLargerFramesAreSubsampledWithoutMovingThem() throws FeatureException {
    // given: a horizontal ramp, so that a shift would show
    BufferedImage image = new BufferedImage(1024, 512, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 1024; x++) {
      for (int y = 0; y < 512; y++) {
        image.setRGB(x, y, x / 4);
      }
    }

    // when
    float[] values = features(ImageSpec.of(32, 64, Colour.BGR, Resize.STRETCH, 1.0), png(image));

    // then
    for (int x = 0; x < 64; x++) {
      assertThat((double) values[x]).isCloseTo((x + 0.5) * 4 - 0.5, within(1.5));
    }
  }

  @Test
  void aGiantIsRefusedByItsHeaderAlone() {
    // given: a PNG header that claims 60,000 x 60,000 with nothing behind it
    byte[] bytes = encode(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer png = ByteBuffer.wrap(bytes);
    png.putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    png.putInt(29, (int) crc.getValue());

    // then
    assertThatThrownBy(
            () -> features(ImageSpec.of(8, 8, Colour.RGB, Resize.STRETCH, 1), png.rewind()))
        .isInstanceOf(FeatureException.class)
        .hasMessageContaining("at most 50000000 pixels")
        .hasMessageContaining("60000 x 60000");
  }

  @Test
  void truncatedFramesAreRefused() {
    for (String format : List.of("jpeg", "png")) {
      byte[] whole = encode(noise(64, 64, 7), format);
      ByteBuffer half = ByteBuffer.wrap(whole, 0, whole.length * 2 / 3);
      assertThatThrownBy(() -> features(ImageSpec.of(8, 8, Colour.RGB, Resize.STRETCH, 1), half))
          .as(format)
          .isInstanceOf(FeatureException.class)
          .hasMessageContaining("expected a whole JPEG or PNG image, or a binary Netpbm one");
    }
  }

  @Test
  void randomBytesAreRefusedAndNothingElseIsThrown() {
    SplittableRandom random = new SplittableRandom(11);
    byte[] whole = encode(noise(48, 48, 3), "jpeg");
    for (int run = 0; run < 300; run++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 1 + run % 8; i++) {
        bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
      }
      try {
        features(ImageSpec.of(8, 8, Colour.RGB, Resize.STRETCH, 1), ByteBuffer.wrap(bytes));
      } catch (FeatureException refused) {
        assertThat(refused).hasMessageContaining("expected");
      }
    }
  }

  private static float[] features(ImageSpec spec, ByteBuffer encoded) throws FeatureException {
    FloatBuffer target = direct(spec.size());
    new ImageFeatures(spec).write(encoded, target);
    float[] values = new float[spec.size()];
    target.get(values);
    return values;
  }

  private static FloatBuffer direct(int size) {
    return ByteBuffer.allocateDirect(4 * size).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static BufferedImage noise(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static double naive(BufferedImage image, double x, double y, int shift) {
    double cx = Math.max(0, Math.min(image.getWidth() - 1, x));
    double cy = Math.max(0, Math.min(image.getHeight() - 1, y));
    double sum = 0;
    for (int j = 0; j < image.getHeight(); j++) {
      for (int i = 0; i < image.getWidth(); i++) {
        double weight = Math.max(0, 1 - Math.abs(i - cx)) * Math.max(0, 1 - Math.abs(j - cy));
        sum += weight * ((image.getRGB(i, j) >> shift) & 0xFF);
      }
    }
    return sum;
  }

  private static ByteBuffer png(BufferedImage image) {
    return ByteBuffer.wrap(encode(image, "png"));
  }

  private static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, out)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
