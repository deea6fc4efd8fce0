package io.sensorium.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.model.file.ModelFileException;
import io.sensorium.model.graph.Numbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpySamplesTest {
  private static final ModelInput IMAGE = new ModelInput("image", List.of(-1L, 2L));
  private static final ModelInput IDS = new ModelInput("ids:0", List.of(-1L, 3L));

  @TempDir private Path folder;

  @Test
  void aFileIsASampleWhereThereIsOneInput() throws IOException {
    write("b.npy", 1, "<f4", "(2,)", floats(3, 4));
    write("a.npy", 2, "<f4", "(1, 2)", floats(1, 2));

    NpySamples samples = NpySamples.of(folder, List.of(IMAGE));

    assertThat(samples.count()).isEqualTo(2);
    assertThat(values(samples.at(0), "image")).containsExactly(1, 2);
    assertThat(values(samples.at(1), "image")).containsExactly(3, 4);
    assertThat(samples.at(1).get("image")).extracting(Numbers::dims).isEqualTo(List.of(1L, 2L));
  }

  @Test
  void severalInputsHaveAFileEach() throws IOException {
    write("one.image.npy", 1, "|u1", "(1, 2)", new byte[] {(byte) 255, 1});
    ByteBuffer longs = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    longs.putLong(7).putLong(-8).putLong(30_000);
    write("one.ids_0.npy", 1, "<i8", "(1, 3)", longs.array());

    Map<String, Numbers> sample = NpySamples.of(folder, List.of(IMAGE, IDS)).at(0);

    assertThat(values(sample, "image")).containsExactly(255, 1);
    assertThat(values(sample, "ids:0")).containsExactly(7, -8, 30_000);
  }

  @Test
  void whatDoesNotFitIsSaid() throws IOException {
    write("shape.npy", 1, "<f4", "(3,)", floats(1, 2, 3));
    write("order.npy", 1, "<f4", "(2,), 'fortran_order': True", floats(1, 2));
    write("type.npy", 1, ">f4", "(2,)", floats(1, 2));
    write("short.npy", 1, "<f4", "(4096, 4096, 4096)", floats(1, 2));
    write("zlarge.npy", 1, "<i8", "(1,)", new byte[] {0, 0, 0, 0, 1, 0, 0, 0});
    NpySamples samples = NpySamples.of(folder, List.of(IMAGE));

    assertRefused(samples, 0, "C order");
    assertRefused(samples, 1, "shape [-1, 2] of input 'image'");
    assertRefused(samples, 2, "8 bytes");
    assertRefused(samples, 3, "found >f4");
    assertRefused(samples, 4, "2^24");
  }

  @Test
  void anEmptyFolderIsRefused() {
    assertThatThrownBy(() -> NpySamples.of(folder, List.of(IMAGE, IDS)))
        .hasMessageContaining("<sample>.<input>.npy");
  }

  private static void assertRefused(NpySamples samples, int place, String message) {
    assertThatThrownBy(() -> samples.at(place))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(message);
  }

  private static float[] values(Map<String, Numbers> sample, String input) {
    return sample.getOrDefault(input, Numbers.rows(new float[0])).values();
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private void write(String name, int version, String type, String shape, byte[] data)
      throws IOException {
    boolean ordered = shape.contains("fortran_order");
    String header =
        "{'descr': '%s', %s'shape': %s}\n"
            .formatted(type, ordered ? "" : "'fortran_order': False, ", shape);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(12 + text.length + data.length);
    file.order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.UTF_8));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    file.put(text).put(data).flip();
    byte[] bytes = new byte[file.remaining()];
    file.get(bytes);
    Files.write(folder.resolve(name), bytes);
  }
}
