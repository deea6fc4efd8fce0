package io.sensorium.model.evaluate;

import io.sensorium.model.evaluate.metric.Calibration;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.worker.graph.SoloModel;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Of a model that scores labels. */
final class ClassJudge implements Judge {
  private static final int TOP = 5;

  private final SoloModel model;
  private final Calibration calibration = new Calibration();
  private final BitSet right = new BitSet();
  private @Nullable ConfusionMatrix confusion;
  private boolean probabilities = true;
  private int seen;
  private int amongTop;

  ClassJudge(SoloModel model) {
    this.model = model;
  }

  @Override
  public void see(Sample sample, float[] row, SoloModel.Features features) {
    float[] scores = model.decoder().scores(row);
    ConfusionMatrix matrix = confusion(scores.length);
    int truth = place(matrix.labels(), sample);
    int best = 0;
    int above = 0;
    for (int i = 0; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
      above += scores[i] > scores[truth] || (scores[i] == scores[truth] && i < truth) ? 1 : 0;
    }
    matrix.add(truth, best);
    amongTop += above < TOP ? 1 : 0;
    probabilities &= scores[best] >= 0 && scores[best] <= 1 + 1e-6;
    calibration.add(scores[best], best == truth);
    right.set(seen++, best == truth);
  }

  @Override
  public Quality quality() {
    ConfusionMatrix matrix = confusion(0);
    return new Quality.OfClasses(
        matrix,
        probabilities ? calibration : null,
        matrix.labels().size() > TOP ? new Share(amongTop, seen) : null,
        right);
  }

  private ConfusionMatrix confusion(int scores) {
    if (confusion == null) {
      List<String> labels = model.labels();
      confusion =
          new ConfusionMatrix(
              labels.isEmpty()
                  ? IntStream.range(0, scores).mapToObj(Integer::toString).toList()
                  : labels);
    }
    return confusion;
  }

  private static int place(List<String> labels, Sample sample) {
    String label =
        sample.truth() instanceof Sample.Labelled labelled ? labelled.label() : "no label";
    int place = labels.indexOf(label);
    if (place < 0) {
      throw new SampleException(
          sample.name(),
          "one of the model's labels " + labels,
          "'" + label + "'",
          "Rename the class as the model calls it, or leave its samples out");
    }
    return place;
  }
}
