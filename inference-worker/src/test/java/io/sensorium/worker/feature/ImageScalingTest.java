package io.sensorium.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Frames in the one form whose every pixel is known: Netpbm. */
final class ImageScalingTest {

  /** {@code pillow.csv} was written with Pillow 12.3 from the same formula. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/reference/pillow.csv",
      useHeadersInDisplayName = true,
      maxCharsPerColumn = 9000)
  void everyFilterGivesThePixelsOfPillow(Filter filter, int width, int height, String rgb)
      throws FeatureException {
    // given
    ImageSpec spec = spec(height, width, Colour.RGB, Resize.STRETCH, 0, filter);

    // when
    float[] values = features(spec, formula());

    // then
    byte[] expected = HexFormat.of().parseHex(rgb);
    for (int i = 0; i < expected.length; i++) {
      assertThat(values[i]).as("value %d", i).isEqualTo(expected[i] & 0xFF);
    }
  }

  @Test
  void theMiddleIsCutOutOfTheFrameWithItsShorterSideAsLongAsWanted() throws FeatureException {
    // given: columns 0 to 11 of 6 rows; halved they are 6 x 3, each the mean of two columns
    byte[] pixels = new byte[72];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (10 * (i % 12));
    }
    ImageSpec spec = spec(2, 2, Colour.GREY, Resize.CROP, 3, Filter.BILINEAR);
    FloatBuffer target = FloatBuffer.allocate(4);

    // when
    FramePlacement placement =
        new ImageFeatures(spec).write(netpbm("P5 12 6 255\n", pixels), target);

    // then: two of six columns are left out on the left
    assertThat(target.array()).containsExactly(new float[] {45, 65, 45, 65}, within(1e-4f));
    assertThat(placement).isEqualTo(new FramePlacement(12, 6, 2, 2, 4, 0));
  }

  @Test
  void aTallFrameIsCutAboveAndBelow() throws FeatureException {
    ImageSpec spec = spec(2, 2, Colour.GREY, Resize.CROP, 0, Filter.ANTIALIAS);
    byte[] rows = new byte[] {0, 0, 50, 50, 100, (byte) 200, (byte) 250, (byte) 250};
    assertThat(features(spec, netpbm("P5 2 4 255\n", rows))).containsExactly(50, 50, 100, 200);
  }

  @Test
  void coloursAreInTheOrderOfTheSpecification() throws FeatureException {
    ByteBuffer pixel = netpbm("P6 # one red pixel\n1 1 255\n", new byte[] {(byte) 250, 100, 50});
    assertThat(features(spec(1, 1, Colour.RGB, Resize.STRETCH, 0, Filter.NEAREST), pixel))
        .containsExactly(250, 100, 50);
    assertThat(features(spec(1, 1, Colour.BGR, Resize.STRETCH, 0, Filter.BILINEAR), pixel))
        .containsExactly(50, 100, 250);
    assertThat(features(spec(1, 1, Colour.GREY, Resize.STRETCH, 0, Filter.BILINEAR), pixel)[0])
        .isEqualTo(0.299f * 250 + 0.587f * 100 + 0.114f * 50, within(1e-3f));
  }

  @Test
  void limitsAreCheckedBeforeAnythingIsDecoded() {
    ImageSpec small =
        new ImageSpec(
            1,
            1,
            Layout.CHW,
            Colour.RGB,
            Resize.STRETCH,
            1,
            List.of(),
            List.of(),
            100,
            0,
            Filter.BILINEAR,
            50);
    assertThatThrownBy(() -> features(small, ByteBuffer.allocate(51)))
        .hasMessage(
            "expected an image of at most 50 bytes, found 51 bytes; send smaller frames or raise"
                + " the model's max-bytes");
    assertThatThrownBy(() -> features(small, netpbm("P5 11 10 255\n", new byte[0])))
        .hasMessageContaining("at most 100 pixels, found 11 x 10");
    ImageSpec crop = spec(100, 100, Colour.RGB, Resize.CROP, 0, Filter.BILINEAR);
    assertThatThrownBy(() -> features(crop, netpbm("P5 1 100000 255\n", new byte[100_000])))
        .hasMessageContaining("when it is scaled, found 1 x 100000");
  }

  @Test
  void pixelsThatAreNotAllThereAreRefused() {
    ImageSpec spec = spec(1, 1, Colour.RGB, Resize.STRETCH, 0, Filter.BILINEAR);
    for (String header :
        List.of(
            "P5 2 2 255\n", "P6 2 2 255\n", "P5 2 2 65535\n", "P5 2", "P5 0 2 255\n", "P52 2 ")) {
      assertThatThrownBy(() -> features(spec, netpbm(header, new byte[3])))
          .as(header)
          .isInstanceOf(FeatureException.class)
          .hasMessageContaining("binary Netpbm");
    }
  }

  @Test
  void aShorterSideThatIsTooShortOrForNothingIsRefused() {
    assertThatThrownBy(() -> spec(4, 8, Colour.RGB, Resize.CROP, 7, Filter.BILINEAR))
        .hasMessage("expected a shorter side of at least 8, found 7");
    assertThatThrownBy(() -> spec(4, 8, Colour.RGB, Resize.STRETCH, 9, Filter.BILINEAR))
        .hasMessageContaining("with 'crop' only");
  }

  private static ImageSpec spec(
      int height, int width, Colour colour, Resize resize, int shorterSide, Filter filter) {
    return new ImageSpec(
        height,
        width,
        Layout.HWC,
        colour,
        resize,
        1,
        List.of(),
        List.of(),
        1_000_000,
        shorterSide,
        filter,
        1_000_000);
  }

  private static ByteBuffer formula() {
    byte[] rgb = new byte[23 * 17 * 3];
    int at = 0;
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 23; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[at++] = (byte) (x * 37 + y * 91 + c * 53 + x * y * 7);
        }
      }
    }
    return netpbm("P6 23 17 255\n", rgb);
  }

  private static ByteBuffer netpbm(String header, byte[] pixels) {
    byte[] head = header.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + pixels.length).put(head).put(pixels).flip();
  }

  private static float[] features(ImageSpec spec, ByteBuffer frame) throws FeatureException {
    FloatBuffer target = FloatBuffer.allocate(spec.size());
    new ImageFeatures(spec).write(frame, target);
    return target.array();
  }
}
