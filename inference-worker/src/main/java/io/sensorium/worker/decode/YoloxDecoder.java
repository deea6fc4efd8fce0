package io.sensorium.worker.decode;

import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.repository.OutputDescription;
import io.sensorium.worker.tensor.ModelException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Boxes of YOLOX (Ge et al., 2021, arXiv:2107.08430): for each cell of the grids of strides 8, 16
 * and 32, row after row, {@code x, y, log width, log height, object, class...}; centre = (value +
 * cell) * stride, size = exp(value) * stride, score = object * class. Each label is suppressed by
 * itself; boxes are cut at the frame's edges.
 */
public final class YoloxDecoder implements ResultDecoder {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int FIRST_CLASS = 5;

  private final List<String> labels;
  private final OutputDescription description;
  private final int height;
  private final int width;
  private final int cells;

  /**
   * @param labels one for each class; empty for numbers
   * @param height rows of the model's image
   * @param width columns of the model's image
   */
  public YoloxDecoder(List<String> labels, OutputDescription description, int height, int width) {
    this.labels = List.copyOf(labels);
    this.description = description;
    this.height = height;
    this.width = width;
    int sum = 0;
    for (int stride : STRIDES) {
      sum += (height / stride) * (width / stride);
    }
    this.cells = sum;
  }

  @Override
  public Detection decode(float[] row, @Nullable FramePlacement placement) {
    int values = row.length / cells;
    if (row.length % cells != 0
        || values <= FIRST_CLASS
        || !(labels.isEmpty() || labels.size() == values - FIRST_CLASS)) {
      throw new ModelException(
          "yolox",
          "%d cells of 5 values and a score for each of %s labels"
              .formatted(cells, labels.isEmpty() ? "the" : labels.size()),
          row.length + " values",
          "Correct the labels file, the image size or the decoder in model.yaml");
    }
    if (placement == null) {
      throw new ModelException(
          "yolox", "an image among the step's tensors", "none", "Feed a camera input");
    }
    List<Box> kept = Box.suppress(boxes(row, values), description.overlapThreshold());
    List<DetectedObject> objects = new ArrayList<>();
    for (Box box : kept.subList(0, Math.min(kept.size(), description.maxObjects()))) {
      objects.add(object(box, placement));
    }
    return new Detection(objects);
  }

  private List<Box> boxes(float[] row, int values) {
    List<Box> boxes = new ArrayList<>();
    int at = 0;
    for (int stride : STRIDES) {
      for (int y = 0; y < height / stride; y++) {
        for (int x = 0; x < width / stride; x++) {
          // A class's share is at most 1: most cells end here.
          if (row[at + 4] >= description.scoreThreshold()) {
            add(row, at, values, x, y, stride, boxes);
          }
          at += values;
        }
      }
    }
    boxes.sort(Comparator.comparingDouble(box -> -box.score()));
    return boxes;
  }

  private void add(float[] row, int at, int values, int x, int y, int stride, List<Box> boxes) {
    int best = FIRST_CLASS;
    for (int i = FIRST_CLASS + 1; i < values; i++) {
      if (row[at + i] > row[at + best]) {
        best = i;
      }
    }
    float score = row[at + 4] * row[at + best];
    if (score >= description.scoreThreshold()) {
      double w = Math.exp(row[at + 2]) * stride;
      double h = Math.exp(row[at + 3]) * stride;
      double left = (row[at] + x) * stride - w / 2;
      double top = (row[at + 1] + y) * stride - h / 2;
      boxes.add(new Box(best - FIRST_CLASS, score, left, top, left + w, top + h));
    }
  }

  private DetectedObject object(Box box, FramePlacement placement) {
    double left = Math.max(0, placement.left() + box.left() * placement.xScale());
    double top = Math.max(0, placement.top() + box.top() * placement.yScale());
    double right =
        Math.min(placement.frameWidth(), placement.left() + box.right() * placement.xScale());
    double bottom =
        Math.min(placement.frameHeight(), placement.top() + box.bottom() * placement.yScale());
    String label = labels.isEmpty() ? Integer.toString(box.label()) : labels.get(box.label());
    return new DetectedObject(
        label,
        box.score(),
        (float) left,
        (float) top,
        (float) Math.max(0, right - left),
        (float) Math.max(0, bottom - top));
  }
}
