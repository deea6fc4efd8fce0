package io.sensorium.worker.rollout;

import io.sensorium.event.Embedding;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.moment.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model with state: it sums all that it has ever heard. */
final class SoundVersions {
  private SoundVersions() {}

  static String pipeline(String version) {
    return """
    pipeline: sum
    pace: { each: sound }
    inputs:
      sound: { modality: audio }
    inference:
      steps:
        sum:
          model: sum
          version: "%s"
          tensors:
            wave: { input: sound }
            before: { state: after }
      prediction: { step: sum, output: after }
    """
        .formatted(version);
  }

  static void write(Path folder, List<Integer> versions) throws IOException {
    for (int version : versions) {
      new TinyModel()
          .input("wave", TinyModel.FLOAT, 1, 2)
          .input("before", TinyModel.FLOAT, 1, 1)
          .constant("ones", List.of(1f, 1f), 2, 1)
          .node("MatMul", List.of("wave", "ones"), "sum")
          .node("Add", List.of("sum", "before"), "after")
          .output("after", TinyModel.FLOAT, 1, 1)
          .write(folder.resolve("sum/" + version + "/model.onnx"));
    }
    Files.writeString(
        folder.resolve("sum/model.yaml"),
        "{ task: embedding, inputs: { wave: { audio: { sample-rate: 1000, raw: { window: 2 } } } }"
            + " }");
  }

  /** The version, the sum, and whether it begins anew, for one chunk of two ones. */
  static String heard(Rollout rollout, int chunk) throws InterruptedException {
    long time = 2_000L * chunk;
    Outcome.Predicted heard =
        (Outcome.Predicted)
            rollout
                .predictor()
                .submit(
                    Moments.moment(
                        "home",
                        time,
                        Moments.sound("sound", Moments.chunk("mic", time, 1_000, 1f, 1f))))
                .join();
    return heard.model().getVersion()
        + ": "
        + ((Embedding) heard.result()).getValues().get(0)
        + (heard.stateReset() ? " anew" : "");
  }
}
