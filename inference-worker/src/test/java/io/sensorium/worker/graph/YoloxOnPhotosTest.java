package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.SampleData;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import io.sensorium.worker.repository.ModelRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YoloxOnPhotosTest {
  private static final String PIPELINE =
      """
      pipeline: photos
      pace: { each: view }
      inputs:
        view: { modality: camera }
      inference:
        max-batch-size: 4
        steps:
          objects: { model: yolox, tensors: { images: { input: view } } }
        prediction: { step: objects, output: output }
      """;

  private static final String MODEL =
      """
      task: detection
      inputs:
        images: { image: { colour: bgr, resize: letterbox } }
      outputs:
        output: { decoder: yolox, score-threshold: 0.3, overlap-threshold: 0.45 }
      """;

  @Test
  void boxesAreThoseOfTheReferenceImplementation(@TempDir Path folder) throws Exception {
    // given
    Path photos = SampleData.at("coco128-permissive/open/images/train2017");
    Path reference = SampleData.at("coco128-permissive/open/reference_yolox_nano_detections.csv");
    Path version = Files.createDirectories(folder.resolve("yolox/1"));
    Files.copy(
        SampleData.at("onnx-models/yolox-nano/model/yolox_nano.onnx"),
        version.resolve("model.onnx"));
    Files.writeString(folder.resolve("yolox/model.yaml"), MODEL);
    Pipeline pipeline = Pipeline.parse("photos", PIPELINE);
    Map<String, List<String[]>> expected = new LinkedHashMap<>();
    for (String line : Files.readAllLines(reference).subList(1, lines(reference))) {
      String[] cells = line.split(",", -1);
      expected.computeIfAbsent(cells[0], any -> new ArrayList<>()).add(cells);
    }

    // when
    int same = 0;
    int close = 0;
    int wanted = 0;
    int found = 0;
    try (InferenceGraph graph =
        InferenceGraph.open(
            Objects.requireNonNull(pipeline.inference()),
            pipeline.inputs(),
            ModelRepository.open(folder),
            OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)),
            GraphSettings.DEFAULT)) {
      long time = 0;
      for (Map.Entry<String, List<String[]>> photo : expected.entrySet()) {
        byte[] jpeg = Files.readAllBytes(photos.resolve(photo.getKey()));
        Outcome outcome =
            graph.submit(Moments.moment("home", ++time, Moments.view("view", time, jpeg))).join();
        assertThat(outcome).isInstanceOf(Outcome.Predicted.class);
        List<DetectedObject> objects =
            ((Detection) ((Outcome.Predicted) outcome).result()).getObjects();
        found += objects.size();
        wanted += photo.getValue().size();
        for (String[] box : photo.getValue()) {
          same += objects.stream().anyMatch(object -> agrees(object, box, 0.75, 0.1)) ? 1 : 0;
          close += objects.stream().anyMatch(object -> agrees(object, box, 0.9, 0.03)) ? 1 : 0;
        }
      }
    }

    // then: decoders of JPEG and resizing differ in the last bits, and small models feel it
    assertThat(same).isEqualTo(wanted);
    assertThat(close).isGreaterThanOrEqualTo((int) (0.93 * wanted));
    assertThat(found).isBetween(wanted, (int) (1.02 * wanted));
  }

  private static int lines(Path file) throws Exception {
    return Files.readAllLines(file).size();
  }

  /** The same class, enough intersection over union, and a score that is near enough. */
  private static boolean agrees(
      DetectedObject object, String[] box, double overlap, double difference) {
    double x = Math.max(0, Double.parseDouble(box[3]));
    double y = Math.max(0, Double.parseDouble(box[4]));
    double right = Double.parseDouble(box[3]) + Double.parseDouble(box[5]);
    double bottom = Double.parseDouble(box[4]) + Double.parseDouble(box[6]);
    double w = Math.min(right, object.getX() + object.getWidth()) - Math.max(x, object.getX());
    double h = Math.min(bottom, object.getY() + object.getHeight()) - Math.max(y, object.getY());
    double union = (right - x) * (bottom - y) + object.getWidth() * object.getHeight() - w * h;
    return object.getLabel().equals(box[1])
        && Math.abs(object.getScore() - Double.parseDouble(box[2])) < difference
        && w > 0
        && h > 0
        && w * h / union >= overlap;
  }
}
