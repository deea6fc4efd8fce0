package io.sensorium.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void folders() throws Exception {
    file = Files.createDirectory(folder.resolve("model")).resolve("model.onnx");
  }

  @Test
  void weightsBesideTheModelAreReadWithIt() throws Exception {
    ByteBuffer weights = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    weights.putFloat(1).putFloat(2).putFloat(3);
    Files.write(file.resolveSibling("weights.bin"), weights.array());
    OnnxFile.write(model(Map.of("location", "weights.bin", "offset", "4", "length", "8")), file);

    ModelProto model = OnnxFile.read(file);

    assertThat(Tensors.floats(model.getGraph().getInitializer(0))).containsExactly(2, 3);
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void weightsOutsideOfTheFolderAreRefused() throws Exception {
    Path secret = Files.write(folder.resolve("secret"), new byte[8]);
    Files.createSymbolicLink(file.resolveSibling("link"), secret);
    for (String location : List.of("../secret", secret.toString(), "link", "none", "")) {
      OnnxFile.write(model(Map.of("location", location)), file);

      assertThatThrownBy(() -> OnnxFile.read(file))
          .as(location)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a file in the model's folder");
    }
  }

  @Test
  void weightsPastTheEndOfTheirFileAreRefused() throws Exception {
    Files.write(file.resolveSibling("weights.bin"), new byte[8]);
    OnnxFile.write(model(Map.of("location", "weights.bin", "offset", "4", "length", "8")), file);

    assertThatThrownBy(() -> OnnxFile.read(file)).hasMessageContaining("at most 4 bytes");
  }

  @Test
  void anotherKindOfFileIsRefused() throws Exception {
    Files.writeString(file, "no model at all");

    assertThatThrownBy(() -> OnnxFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an ONNX model");
  }

  private static ModelProto model(Map<String, String> entries) {
    OnnxGraph graph = new OnnxGraph("external");
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("w")
            .addDims(2)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    entries.forEach(
        (key, value) ->
            tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    graph.constant(tensor.build());
    graph.output(graph.add("Add", List.of(graph.input("x", 2), "w")), "y", 2);
    return graph.build();
  }
}
