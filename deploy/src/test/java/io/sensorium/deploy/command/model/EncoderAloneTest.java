package io.sensorium.deploy.command.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.repository.ModelDescription;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderAloneTest {
  @TempDir private Path folder;

  @Test
  void theSessionIsClosedWhereTheRepositoryRefuses() throws Exception {
    Path model = Files.createFile(folder.resolve("model.onnx"));
    ModelVersion version =
        new ModelVersion("ears", "newest", folder, ModelDescription.EMPTY, Map.of("fp32", model));
    Closing session = new Closing();

    assertThatThrownBy(() -> EncoderAlone.of(version, session))
        .isInstanceOf(RepositoryException.class);

    assertThat(session.closed).isEqualTo(1);
  }

  /** Counts. */
  private static final class Closing implements ModelSession {
    private int closed;

    @Override
    public ModelSignature signature() {
      return new ModelSignature(List.of(), List.of());
    }

    @Override
    public String provider() {
      return "cpu";
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
      return Map.of();
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
