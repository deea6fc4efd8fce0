package io.sensorium.model.int8;

import io.sensorium.model.evaluate.metric.BoundingBox;
import io.sensorium.model.evaluate.metric.Picture.Found;
import io.sensorium.model.graph.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What detectors' outputs say, as boxes in pixels of the model's image. */
@FunctionalInterface
interface FoundBoxes {
  List<Found> read(Map<String, Numbers> outputs);

  /**
   * NanoDet-m (Lyu, 2020) of 320 x 320: for each cell of the grids of strides 8, 16 and 32 a score
   * for each class, and for each side a distribution over 0 to 7 strides (Li et al., "Generalized
   * Focal Loss", 2020).
   */
  static List<Found> nanodet(Map<String, Numbers> outputs, double least, double overlap) {
    List<Found> all = new ArrayList<>();
    for (int stride : new int[] {8, 16, 32}) {
      float[] scores = outputs.get("cls_pred_stride_" + stride).values();
      float[] sides = outputs.get("dis_pred_stride_" + stride).values();
      int side = 320 / stride;
      int classes = scores.length / (side * side);
      for (int cell = 0; cell < side * side; cell++) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
          best = scores[cell * classes + c] > scores[cell * classes + best] ? c : best;
        }
        float score = scores[cell * classes + best];
        if (score >= least) {
          double x = (cell % side + 0.5) * stride;
          int row = cell / side;
          double y = (row + 0.5) * stride;
          double left = x - expected(sides, cell * 32) * stride;
          double top = y - expected(sides, cell * 32 + 8) * stride;
          double right = x + expected(sides, cell * 32 + 16) * stride;
          double bottom = y + expected(sides, cell * 32 + 24) * stride;
          all.add(found(String.valueOf(best), score, left, top, right, bottom));
        }
      }
    }
    return suppressed(all, overlap);
  }

  /** UltraFace (Linzaer, 2019): scores of no face and face, corners in shares of the image. */
  static List<Found> faces(Map<String, Numbers> outputs, double least, double overlap) {
    float[] scores = outputs.get("scores").values();
    float[] boxes = outputs.get("boxes").values();
    List<Found> all = new ArrayList<>();
    for (int i = 0; i < scores.length / 2; i++) {
      if (scores[2 * i + 1] >= least) {
        all.add(
            found(
                "face",
                scores[2 * i + 1],
                boxes[4 * i] * 320,
                boxes[4 * i + 1] * 240,
                boxes[4 * i + 2] * 320,
                boxes[4 * i + 3] * 240));
      }
    }
    return suppressed(all, overlap);
  }

  /** YOLOX of 416 x 416 (Ge et al., 2021), as {@link io.sensorium.worker.decode.YoloxDecoder}. */
  static List<Found> yolox(Map<String, Numbers> outputs, double least, double overlap) {
    float[] row = outputs.get("output").values();
    List<Found> all = new ArrayList<>();
    int at = 0;
    for (int stride : new int[] {8, 16, 32}) {
      int side = 416 / stride;
      for (int cell = 0; cell < side * side; cell++, at += 85) {
        int best = 5;
        for (int c = 6; c < 85; c++) {
          best = row[at + c] > row[at + best] ? c : best;
        }
        float score = row[at + 4] * row[at + best];
        if (score >= least) {
          double x = (row[at] + cell % side) * stride;
          int line = cell / side;
          double y = (row[at + 1] + line) * stride;
          double w = Math.exp(row[at + 2]) * stride / 2;
          double h = Math.exp(row[at + 3]) * stride / 2;
          all.add(found(String.valueOf(best - 5), score, x - w, y - h, x + w, y + h));
        }
      }
    }
    return suppressed(all, overlap);
  }

  private static Found found(
      String label, double score, double left, double top, double right, double bottom) {
    return new Found(label, score, new BoundingBox(left, top, right - left, bottom - top));
  }

  private static double expected(float[] values, int from) {
    double weights = 0;
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      double weight = Math.exp(values[from + i]);
      weights += weight;
      sum += i * weight;
    }
    return sum / weights;
  }

  /** Of two boxes of one label that overlap by more than a share the lower score goes. */
  private static List<Found> suppressed(List<Found> boxes, double overlap) {
    List<Found> kept = new ArrayList<>();
    boxes.stream()
        .sorted(Comparator.comparingDouble(found -> -found.score()))
        .filter(
            box ->
                kept.stream()
                    .noneMatch(
                        k -> k.label().equals(box.label()) && k.box().overlap(box.box()) > overlap))
        .forEach(kept::add);
    return kept;
  }
}
