package io.sensorium.model.evaluate.metric;

import io.sensorium.model.evaluate.metric.Picture.Found;
import io.sensorium.model.evaluate.metric.Picture.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Average precision of detections as COCO computes it (Lin et al., "Microsoft COCO", 2014, and its
 * evaluation code): found boxes, the highest score first, are matched each to the free box of their
 * label that they overlap most, if by the threshold; precision, made monotone, is read at the 101
 * recalls 0, 0.01 to 1; the mean is taken over the labels that are there, and over the thresholds
 * 0.5, 0.55 to 0.95. Without COCO's crowd regions and size classes.
 */
public final class AveragePrecision {
  private static final int THRESHOLDS = 10;
  private static final int RECALLS = 101;

  /** By label: each found box of each picture, and what it matched. */
  private final Map<String, List<List<Verdict>>> verdicts = new TreeMap<>();

  private final Map<String, int[]> truths = new TreeMap<>();
  private final int pictures;

  /** A found box, and at which thresholds it matched: the bits of {@code matched}. */
  private record Verdict(double score, int matched) {}

  /**
   * A label's figures.
   *
   * @param support boxes that are there
   * @param at50 average precision at an overlap of 0.5
   * @param mean average precision over all thresholds
   */
  public record LabelFigures(String label, int support, double at50, double mean) {}

  public AveragePrecision(List<Picture> pictures) {
    this.pictures = pictures.size();
    for (int i = 0; i < pictures.size(); i++) {
      for (Thing thing : pictures.get(i).truth()) {
        truths.computeIfAbsent(thing.label(), any -> new int[this.pictures])[i]++;
      }
    }
    for (String label : truths.keySet()) {
      verdicts.put(label, pictures.stream().map(picture -> judge(picture, label)).toList());
    }
  }

  /** Of the labels that are there, in alphabetical order. */
  public List<LabelFigures> labels() {
    int[] once = everyPictureOnce();
    List<LabelFigures> labels = new ArrayList<>();
    truths.forEach(
        (label, boxes) ->
            labels.add(
                new LabelFigures(
                    label, support(boxes, once), at(label, once, 0), mean(label, once))));
    return labels;
  }

  /** Mean over the labels at an overlap of 0.5; NaN without any box. */
  public double at50() {
    return labels().stream().mapToDouble(LabelFigures::at50).average().orElse(Double.NaN);
  }

  /** Mean over labels and thresholds; NaN without any box. */
  public double mean() {
    return mean(everyPictureOnce());
  }

  /**
   * The same with pictures counted so many times each, for resampling; labels that are then nowhere
   * do not count.
   */
  double mean(int[] times) {
    return truths.entrySet().stream()
        .filter(label -> support(label.getValue(), times) > 0)
        .mapToDouble(label -> mean(label.getKey(), times))
        .average()
        .orElse(Double.NaN);
  }

  int pictures() {
    return pictures;
  }

  private int[] everyPictureOnce() {
    int[] once = new int[pictures];
    Arrays.fill(once, 1);
    return once;
  }

  private static int support(int[] boxes, int[] times) {
    int support = 0;
    for (int i = 0; i < boxes.length; i++) {
      support += boxes[i] * times[i];
    }
    return support;
  }

  private double mean(String label, int[] times) {
    double sum = 0;
    for (int threshold = 0; threshold < THRESHOLDS; threshold++) {
      sum += at(label, times, threshold);
    }
    return sum / THRESHOLDS;
  }

  private double at(String label, int[] times, int threshold) {
    List<List<Verdict>> all = verdicts.getOrDefault(label, List.of());
    List<Verdict> ranked = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int time = 0; time < times[i]; time++) {
        ranked.addAll(all.get(i));
      }
    }
    ranked.sort(Comparator.comparingDouble(verdict -> -verdict.score()));
    boolean[] hits = new boolean[ranked.size()];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = (ranked.get(i).matched() >> threshold & 1) == 1;
    }
    return interpolated(hits, support(truths.getOrDefault(label, new int[pictures]), times));
  }

  /** Area under precision over recall, read at {@value #RECALLS} places. */
  private static double interpolated(boolean[] hits, int support) {
    double[] precision = new double[hits.length];
    double[] recall = new double[hits.length];
    int right = 0;
    for (int i = 0; i < hits.length; i++) {
      right += hits[i] ? 1 : 0;
      precision[i] = (double) right / (i + 1);
      recall[i] = (double) right / support;
    }
    for (int i = hits.length - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    double sum = 0;
    int at = 0;
    for (int place = 0; place < RECALLS; place++) {
      while (at < hits.length && recall[at] < place / (RECALLS - 1.0)) {
        at++;
      }
      sum += at < hits.length ? precision[at] : 0;
    }
    return sum / RECALLS;
  }

  private static List<Verdict> judge(Picture picture, String label) {
    List<BoundingBox> truth =
        picture.truth().stream().filter(t -> t.label().equals(label)).map(Thing::box).toList();
    List<Found> found =
        picture.found().stream()
            .filter(f -> f.label().equals(label))
            .sorted(Comparator.comparingDouble(f -> -f.score()))
            .toList();
    int[] matched = new int[found.size()];
    for (int threshold = 0; threshold < THRESHOLDS; threshold++) {
      match(found, truth, threshold, matched);
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < matched.length; i++) {
      verdicts.add(new Verdict(found.get(i).score(), matched[i]));
    }
    return verdicts;
  }

  private static void match(
      List<Found> found, List<BoundingBox> truth, int threshold, int[] matched) {
    boolean[] taken = new boolean[truth.size()];
    for (int i = 0; i < matched.length; i++) {
      int best = -1;
      double most = 0.5 + 0.05 * threshold;
      for (int t = 0; t < taken.length; t++) {
        double overlap = found.get(i).box().overlap(truth.get(t));
        if (!taken[t] && overlap >= most) {
          best = t;
          most = overlap;
        }
      }
      if (best >= 0) {
        taken[best] = true;
        matched[i] |= 1 << threshold;
      }
    }
  }
}
