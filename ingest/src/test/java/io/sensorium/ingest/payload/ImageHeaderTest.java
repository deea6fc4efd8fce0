package io.sensorium.ingest.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.ImageEncoding;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
  @ParameterizedTest
  @CsvSource({"jpg,JPEG,1,1", "jpg,JPEG,321,17", "png,PNG,1,1", "png,PNG,640,480"})
  void tellsFormatAndSizeOfARealFile(String format, ImageEncoding encoding, int width, int height)
      throws IOException {
    ImageHeader header = ImageHeader.read(ByteBuffer.wrap(image(format, width, height)));

    assertThat(header).isEqualTo(new ImageHeader(encoding, width, height));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P6 640 480 255\n", "P5\n# of a camera\n640\t480\n255\n", "P6\n640 # a\n480 "})
  void tellsTheSizeOfPixelsAsTheyAre(String header) {
    assertThat(ImageHeader.read(ByteBuffer.wrap(header.getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(new ImageHeader(ImageEncoding.PNM, 640, 480));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P6", "P5 640", "P5 640 480", "P6640 480 ", "P6 0 480 255\n", "P5 -1 2 "})
  void netpbmHeadersThatAreNoneAreRefused(String header) {
    ByteBuffer bytes = ByteBuffer.wrap(header.getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> ImageHeader.read(bytes)).isInstanceOf(PayloadException.class);
  }

  @Test
  void readsFromThePositionAndDoesNotMoveIt() throws IOException {
    byte[] jpeg = image("jpg", 20, 10);
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 3).put(3, jpeg).position(3);

    assertThat(ImageHeader.read(bytes).width()).isEqualTo(20);
    assertThat(bytes.position()).isEqualTo(3);
  }

  @Test
  void everyCutOfAHeaderIsRefusedAndNothingElse() throws IOException {
    byte[] jpeg = image("jpg", 320, 240);

    for (int length = 0; length < jpeg.length; length++) {
      byte[] cut = Arrays.copyOf(jpeg, length);
      try {
        assertThat(ImageHeader.read(ByteBuffer.wrap(cut)).width()).isEqualTo(320);
      } catch (PayloadException e) {
        assertThat(e.fix()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FF",
        "FFD8",
        "FFD8FFD9",
        "FFD8FFE000",
        "FFD8FFE00001",
        "FFD8FFE0FFFF00",
        "FFD8FFC0000B0800",
        "FFD8FFC0000B08000000000000",
        "47494638396101000100",
        "89504E470D0A1A0A",
        "89504E470D0A1A0A0000000D49484452FFFFFFFF000000010802000000000000000000",
      })
  void malformedHeadersAreRefusedWithWhatToDo(String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));

    assertThatThrownBy(() -> ImageHeader.read(bytes))
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("found");
  }

  @Test
  void aGiantImageIsRefusedByItsHeaderAlone() {
    byte[] bomb =
        HexFormat.of()
            .parseHex("89504E470D0A1A0A0000000D4948445200010000000100000802000000" + "00000000");

    assertThatThrownBy(() -> ImageHeader.read(ByteBuffer.wrap(bomb)).requireAtMost(40_000_000))
        .hasMessageContaining("at most 40000000 pixels")
        .hasMessageContaining("65536 x 65536");
  }

  private static byte[] image(String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }
}
