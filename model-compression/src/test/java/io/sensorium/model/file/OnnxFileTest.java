package io.sensorium.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  @TempDir private Path folder;

  @Test
  void weightsBesideTheModelAreTakenIn() throws IOException {
    // given
    byte[] bytes = Tensors.floats("w", new float[] {9, 1, 2, 3, 4}, 5).getRawData().toByteArray();
    Files.write(folder.resolve("weights.bin"), bytes);

    // when
    ModelProto model = OnnxFile.read(written("weights.bin", "4", "16"));

    // then
    TensorProto weights = model.getGraph().getInitializer(0);
    assertThat(Tensors.floats(weights)).containsExactly(1, 2, 3, 4);
    assertThat(weights.getExternalDataCount()).isZero();
  }

  @Test
  void dataOutsideTheFolderAreRefused() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.write(folder.resolve("secret"), new byte[16]);
    Files.createSymbolicLink(models.resolve("link"), folder.resolve("secret"));

    for (String location : List.of("../secret", "link", folder.resolve("secret").toString())) {
      Path file = Files.move(written(location, "0", "16"), models.resolve(location.length() + ""));
      assertThatThrownBy(() -> OnnxFile.read(file))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("inside the folder of the model");
    }
  }

  @Test
  void dataThatAreCutOffAreRefused() throws IOException {
    Files.write(folder.resolve("weights.bin"), new byte[10]);
    Path file = written("weights.bin", "0", "16");

    assertThatThrownBy(() -> OnnxFile.read(file)).hasMessageContaining("a file of 10 bytes");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "version https://git-lfs");

    assertThatThrownBy(() -> OnnxFile.read(text)).hasMessageContaining("a whole ONNX file");
    assertThatThrownBy(() -> OnnxFile.read(folder.resolve("nothing.onnx")))
        .hasMessageContaining("Check the path");
  }

  private Path written(String location, String offset, String length) throws IOException {
    OnnxGraph graph = new OnnxGraph("external");
    String x = graph.input("x", 4);
    TensorProto weights =
        Tensors.floats("w", new float[0], 4).toBuilder()
            .clearRawData()
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", offset))
            .addExternalData(entry("length", length))
            .build();
    graph.output(graph.add("Add", List.of(x, graph.constant(weights))), "y", 4);
    Path file = folder.resolve("model.onnx");
    OnnxFile.write(graph.build(), file);
    return file;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
