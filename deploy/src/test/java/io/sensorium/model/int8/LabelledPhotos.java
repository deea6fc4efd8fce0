package io.sensorium.model.int8;

import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.BoundingBox;
import io.sensorium.model.evaluate.metric.Picture;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.KeptSamples;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.Quality;
import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageFeatures;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Photographs with boxes, stretched to the size of a model's image, and average precision on them.
 */
final class LabelledPhotos {
  private LabelledPhotos() {}

  /** A photograph and what is in it, in shares of its size. */
  record Photo(Path file, List<Picture.Thing> things) {}

  /** What a model takes. */
  record Input(
      String name,
      int height,
      int width,
      Colour colour,
      double scale,
      List<Double> mean,
      List<Double> std) {
    Numbers of(Photo photo) {
      ImageSpec spec =
          new ImageSpec(
              height,
              width,
              Layout.CHW,
              colour,
              Resize.STRETCH,
              scale,
              mean,
              std,
              1L << 26,
              0,
              Filter.BILINEAR,
              1L << 26);
      FloatBuffer values = FloatBuffer.allocate(spec.size());
      try {
        new ImageFeatures(spec).write(ByteBuffer.wrap(Files.readAllBytes(photo.file())), values);
      } catch (Exception unreadable) {
        throw new AssertionError(unreadable);
      }
      return Numbers.of(values.array(), List.of(1L, 3L, (long) height, (long) width));
    }
  }

  /** Labels are the numbers of COCO's 80 classes. */
  static List<Photo> read(Path folder) {
    List<Photo> photos = new ArrayList<>();
    for (Sample sample : LabelledData.boxes(folder)) {
      List<Picture.Thing> things =
          ((Sample.Boxed) sample.truth())
              .boxes().stream()
                  .map(
                      b ->
                          new Picture.Thing(
                              b.label(),
                              new BoundingBox(
                                  b.middleX() - b.width() / 2,
                                  b.middleY() - b.height() / 2,
                                  b.width(),
                                  b.height())))
                  .toList();
      photos.add(new Photo(((Sample.Stored) sample.content()).file(), things));
    }
    return photos;
  }

  /** The same photographs, with what a model finds there for the truth. */
  static List<Photo> relabelled(List<Photo> photos, Path model, Input input, FoundBoxes boxes)
      throws Exception {
    try (OnnxModel finder = OnnxModel.of(Files.readAllBytes(model))) {
      return photos.stream()
          .map(
              photo -> {
                List<Picture.Found> found =
                    boxes.read(finder.answer(Map.of(input.name(), input.of(photo))));
                return new Photo(
                    photo.file(),
                    found.stream()
                        .map(f -> new Picture.Thing(f.label(), inShares(f.box(), input)))
                        .toList());
              })
          .toList();
    }
  }

  static List<Photo> everySecond(List<Photo> photos, int from) {
    return IntStream.range(0, photos.size())
        .filter(i -> i % 2 == from)
        .mapToObj(photos::get)
        .toList();
  }

  static Samples samples(List<Photo> photos, Input input) {
    return new KeptSamples(
        new Samples() {
          @Override
          public int count() {
            return photos.size();
          }

          @Override
          public Map<String, Numbers> at(int place) {
            return Map.of(input.name(), input.of(photos.get(place)));
          }
        });
  }

  /** Average precision at an overlap of a half. */
  static Quality quality(List<Photo> photos, Input input, FoundBoxes boxes) {
    Samples samples = samples(photos, input);
    int things = photos.stream().mapToInt(photo -> photo.things().size()).sum();
    return new Quality() {
      @Override
      public double of(byte[] model) {
        List<Picture> pictures = new ArrayList<>();
        try (OnnxModel finder = OnnxModel.of(model)) {
          for (int i = 0; i < photos.size(); i++) {
            pictures.add(
                new Picture(
                    photos.get(i).things().stream().map(t -> inPixels(t, input)).toList(),
                    boxes.read(finder.answer(samples.at(i)))));
          }
        }
        return new AveragePrecision(pictures).at50();
      }

      @Override
      public String description() {
        return "AP@0.5 of %d boxes in %d photographs".formatted(things, photos.size());
      }
    };
  }

  private static Picture.Thing inPixels(Picture.Thing thing, Input input) {
    BoundingBox box = thing.box();
    return new Picture.Thing(
        thing.label(),
        new BoundingBox(
            box.left() * input.width(),
            box.top() * input.height(),
            box.width() * input.width(),
            box.height() * input.height()));
  }

  private static BoundingBox inShares(BoundingBox box, Input input) {
    return new BoundingBox(
        box.left() / input.width(),
        box.top() / input.height(),
        box.width() / input.width(),
        box.height() / input.height());
  }
}
