package io.sensorium.model.evaluate;

import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.BoundingBox;
import io.sensorium.model.evaluate.metric.Picture;
import io.sensorium.model.labelled.Sample;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.graph.SoloModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Of a model that finds objects in pictures. */
final class BoxJudge implements Judge {
  private final SoloModel model;
  private final List<Picture> pictures = new ArrayList<>();

  BoxJudge(SoloModel model) {
    this.model = model;
  }

  @Override
  public void see(Sample sample, float[] row, SoloModel.Features features) {
    FramePlacement frame = Objects.requireNonNull(features.placement());
    Detection detection = (Detection) model.decoder().decode(row, frame);
    List<Picture.Thing> things = new ArrayList<>();
    for (Sample.Box box : ((Sample.Boxed) sample.truth()).boxes()) {
      things.add(new Picture.Thing(name(box.label()), inPixels(box, frame)));
    }
    pictures.add(
        new Picture(things, detection.getObjects().stream().map(BoxJudge::found).toList()));
  }

  @Override
  public Quality quality() {
    return new Quality.OfBoxes(new AveragePrecision(pictures));
  }

  /** Data that give numbers count as the model does. */
  private String name(String label) {
    boolean number = label.chars().allMatch(Character::isDigit) && label.length() < 9;
    List<String> labels = model.labels();
    return number && Integer.parseInt(label) < labels.size()
        ? labels.get(Integer.parseInt(label))
        : label;
  }

  private static BoundingBox inPixels(Sample.Box box, FramePlacement frame) {
    return new BoundingBox(
        (box.middleX() - box.width() / 2) * frame.frameWidth(),
        (box.middleY() - box.height() / 2) * frame.frameHeight(),
        box.width() * frame.frameWidth(),
        box.height() * frame.frameHeight());
  }

  private static Picture.Found found(DetectedObject object) {
    return new Picture.Found(
        object.getLabel(),
        object.getScore(),
        new BoundingBox(object.getX(), object.getY(), object.getWidth(), object.getHeight()));
  }
}
