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
import io.sensorium.worker.tensor.ModelException;
import java.nio.file.Path;
import java.util.List;
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

  private SoloModel open(String name) {
    ModelRepository repository = ModelRepository.open(folder);
    ModelVersion version = repository.version(name, null);
    return SoloModel.of(repository, version, null, RUNTIME.load(version.variants().get("fp32")));
  }
}
