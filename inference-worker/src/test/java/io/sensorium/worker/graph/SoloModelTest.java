package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.Modality;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.Repository;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.tensor.ModelException;
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

final class SoloModelTest {
  private static final OnnxRuntime RUNTIME =
      OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));

  @TempDir private Path folder = Path.of("");

  @Test
  void aTextGoesThroughFeaturesRunAndDecoder() throws Exception {
    new Repository(folder).reader("words", "left", "right");
    try (SoloModel model = open("words")) {
      SoloModel.Features features =
          model.features(Moments.words("any", 5, "w9 w4").events().get(0));

      assertThat(model.modality()).isEqualTo(Modality.TEXT);
      assertThat(model.labels()).containsExactly("left", "right");
      assertThat(model.decoder().scores(model.run(features))).containsExactly(9 * 0.1f, 4 * 0.1f);
    }
  }

  @Test
  void aClipIsHeardUpToItsEnd() throws Exception {
    new Repository(folder).listener("sound", 3, "");
    try (SoloModel model = open("sound")) {
      PayloadEvent clip = Moments.chunk("mic", 0, 1000, 0.1f, 0.2f, 0.3f, 0.4f);

      assertThat(model.run(model.features(clip))).containsExactly(0.2f, 0.3f, 0.4f);
    }
  }

  @Test
  void aTensorThatNothingIsSaidOfIsNamed() throws Exception {
    new Repository(folder)
        .add(
            "odd",
            new TinyModel()
                .input("a", TinyModel.FLOAT, -1, 2)
                .node("Identity", List.of("a"), "b")
                .output("b", TinyModel.FLOAT, -1, 2),
            "{ task: classification }");

    assertThatThrownBy(() -> open("odd"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("fed by one kind of payload")
        .hasMessageContaining("tensors [a]");
  }

  @Test
  void anEncoderNeedsNoTask() throws Exception {
    new Repository(folder)
        .add(
            "ears",
            new TinyModel()
                .input("wave", TinyModel.FLOAT, -1, 3)
                .node("Identity", List.of("wave"), "heard")
                .output("heard", TinyModel.FLOAT, -1, 3),
            "{ inputs: { wave: { audio: { sample-rate: 1000, raw: { window: 3 } } } } }");
    ModelRepository repository = ModelRepository.open(folder);
    ModelVersion version = repository.version("ears", null);

    try (SoloModel model = SoloModel.encoder(repository, version, session(version))) {
      PayloadEvent clip = Moments.chunk("mic", 0, 1000, 0.1f, 0.2f, 0.3f, 0.4f);

      assertThat(model.run(model.features(clip))).containsExactly(0.2f, 0.3f, 0.4f);
    }
    assertThatThrownBy(() -> open("ears"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no task");
  }

  @Test
  void theSessionIsClosedWhereTheRepositoryRefuses() throws Exception {
    new Repository(folder.resolve("one")).listener("sound", 3, "");
    ModelVersion version = ModelRepository.open(folder.resolve("one")).version("sound", null);
    ModelRepository other = ModelRepository.open(Files.createDirectories(folder.resolve("other")));
    Closing session = new Closing(session(version));

    assertThatThrownBy(() -> SoloModel.encoder(other, version, session))
        .isInstanceOf(RepositoryException.class);

    assertThat(session.closed).isEqualTo(1);
  }

  /** Counts. */
  private static final class Closing implements ModelSession {
    private final ModelSession real;
    private int closed;

    Closing(ModelSession real) {
      this.real = real;
    }

    @Override
    public ModelSignature signature() {
      return real.signature();
    }

    @Override
    public String provider() {
      return real.provider();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
      return real.run(inputs, outputs);
    }

    @Override
    public void close() {
      closed++;
      real.close();
    }
  }

  private static ModelSession session(ModelVersion version) {
    return RUNTIME.load(version.variants().get("fp32"));
  }

  private SoloModel open(String name) {
    ModelRepository repository = ModelRepository.open(folder);
    ModelVersion version = repository.version(name, null);
    return SoloModel.of(repository, version, null, session(version));
  }
}
