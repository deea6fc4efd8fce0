package io.sensorium.model.int8;

import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.Quality;
import io.sensorium.worker.feature.ImageSpec.Colour;
import java.nio.file.Path;
import java.util.List;

/**
 * A model of others, and what it is for.
 *
 * @param samples to calibrate with
 * @param seen quality on the samples by which layers are chosen
 * @param held quality on samples that nothing is chosen by
 * @param budget of quality that may be lost
 */
record ThirdPartyTask(Path file, Samples samples, Quality seen, Quality held, double budget) {
  private static final String COCO = "coco128-permissive/open";

  static ThirdPartyTask of(String name, Path data) throws Exception {
    return switch (name) {
      case "nanodet" -> nanodet(data);
      case "ultraface" -> ultraface(data);
      case "yolox" -> yolox(data);
      case "dnsmos" -> SpeechScores.task(data);
      default -> throw new IllegalArgumentException("no task " + name);
    };
  }

  private static ThirdPartyTask nanodet(Path data) throws Exception {
    Path file = data.resolve("onnx-models/nanodet/model/nanodet_m_320.onnx");
    LabelledPhotos.Input input =
        new LabelledPhotos.Input(
            "input.1",
            320,
            320,
            Colour.BGR,
            1,
            List.of(103.53, 116.28, 123.675),
            List.of(57.375, 57.12, 58.395));
    FoundBoxes boxes = outputs -> FoundBoxes.nanodet(outputs, 0.05, 0.6);
    return detector(file, input, boxes, LabelledPhotos.read(data.resolve(COCO)), 0.01);
  }

  private static ThirdPartyTask yolox(Path data) throws Exception {
    Path file = data.resolve("onnx-models/yolox-nano/model/yolox_nano.onnx");
    LabelledPhotos.Input input =
        new LabelledPhotos.Input("images", 416, 416, Colour.BGR, 1, List.of(), List.of());
    FoundBoxes boxes = outputs -> FoundBoxes.yolox(outputs, 0.05, 0.65);
    return detector(file, input, boxes, LabelledPhotos.read(data.resolve(COCO)), 0.01);
  }

  /** Nobody has marked the faces: those that the model finds in float are taken for the truth. */
  private static ThirdPartyTask ultraface(Path data) throws Exception {
    Path file = data.resolve("onnx-models/ultraface/models/onnx/version-RFB-320.onnx");
    List<Double> middle = List.of(127.0, 127.0, 127.0);
    List<Double> deviation = List.of(128.0, 128.0, 128.0);
    LabelledPhotos.Input input =
        new LabelledPhotos.Input("input", 240, 320, Colour.RGB, 1, middle, deviation);
    List<LabelledPhotos.Photo> photos = LabelledPhotos.read(data.resolve(COCO));
    FoundBoxes sure = outputs -> FoundBoxes.faces(outputs, 0.7, 0.3);
    FoundBoxes all = outputs -> FoundBoxes.faces(outputs, 0.3, 0.3);
    return detector(file, input, all, LabelledPhotos.relabelled(photos, file, input, sure), 0.01);
  }

  private static ThirdPartyTask detector(
      Path file,
      LabelledPhotos.Input input,
      FoundBoxes boxes,
      List<LabelledPhotos.Photo> photos,
      double budget) {
    List<LabelledPhotos.Photo> seen = LabelledPhotos.everySecond(photos, 0);
    List<LabelledPhotos.Photo> held = LabelledPhotos.everySecond(photos, 1);
    return new ThirdPartyTask(
        file,
        LabelledPhotos.samples(seen, input),
        LabelledPhotos.quality(seen, input, boxes),
        LabelledPhotos.quality(held, input, boxes),
        budget);
  }
}
