package io.sensorium.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.TypedSession;
import io.sensorium.worker.tensor.TypedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxTypedSessionTest {
  private static final int UINT32 = 12;

  private final OnnxRuntime runtime = OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
  @TempDir Path folder;

  @Test
  void whatAFloatCannotHoldIsKept() throws Exception {
    try (TypedSession session = echo(TinyModel.INT64)) {
      long exact = (1L << 53) + 1;

      TypedTensor direct = run(session, ByteBuffer.allocateDirect(16), exact);
      TypedTensor heap = run(session, ByteBuffer.allocate(16), -exact);

      assertThat(direct.type()).isEqualTo(ElementType.INT64);
      assertThat(direct.dims()).containsExactly(2L);
      assertThat(direct.values().order(ByteOrder.LITTLE_ENDIAN).getLong(8)).isEqualTo(exact);
      assertThat(heap.values().order(ByteOrder.LITTLE_ENDIAN).getLong(8)).isEqualTo(-exact);
    }
  }

  @Test
  void aTensorThatDoesNotFitIsNamed() throws Exception {
    try (TypedSession session = echo(TinyModel.INT64)) {
      TypedTensor floats =
          new TypedTensor(ElementType.FLOAT32, ByteBuffer.allocate(8), List.of(2L));
      assertThatThrownBy(() -> session.run(Map.of("x", floats), Set.of("y")))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("{x=[2]}");
    }
  }

  @Test
  void numbersThatTheLibraryWouldCallSignedAreOfNoKnownType() throws Exception {
    try (TypedSession session = echo(UINT32)) {
      assertThat(session.signature().inputs().get(0).type()).isEqualTo(ElementType.OTHER);
    }
  }

  private TypedSession echo(int type) throws Exception {
    Path model = folder.resolve("echo-" + type + ".onnx");
    new TinyModel()
        .input("x", type, -1)
        .node("Identity", List.of("x"), "y")
        .output("y", type, -1)
        .write(model);
    return runtime.loadTyped(model);
  }

  private static TypedTensor run(TypedSession session, ByteBuffer buffer, long second) {
    buffer.order(ByteOrder.LITTLE_ENDIAN).putLong(7).putLong(second).flip();
    TypedTensor x = new TypedTensor(ElementType.INT64, buffer, List.of(2L));
    return session.run(Map.of("x", x), Set.of("y")).get("y");
  }
}
