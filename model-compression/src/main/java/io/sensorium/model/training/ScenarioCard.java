package io.sensorium.model.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.evaluate.metric.Share;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The card of a scenario's four models, in the sections of Mitchell et al. (2019), "Model Cards for
 * Model Reporting".
 */
final class ScenarioCard {
  private final Subject subject;
  private final TrainingReport report;

  ScenarioCard(Subject subject, TrainingReport report) {
    this.subject = subject;
    this.report = report;
  }

  /** The card of these models: the encoders of frame, sound and words, then the head. */
  String of(List<ModelFiles> models) {
    return "# Model card: %s%n%n".formatted(subject.scenario())
        + subject.notice().map("**%s**%n%n"::formatted).orElse("")
        + "Written by the training command; every figure is of `report.json`.\n\n"
        + details(models)
        + intent()
        + data()
        + figures()
        + limits();
  }

  private String details(List<ModelFiles> models) {
    return """
    ## Models

    Version 1 of four models, which together tell %s. Licence: Apache-2.0, as the project's `LICENSE`.

    | model | takes | gives | form | parameters | fp32 | int8 |
    |---|---|---|---|---:|---:|---:|
    %s%s%s%s
    Each encoder learned to name what its sense shows, with Adam on cross-entropy, %d epochs; what stands before its
    last layer is the embedding. The head, `%s` (%s),
    learned the label from embeddings of other scenes, %d epochs; every other time some senses are left out, so that it judges by any of them. int8 is static, calibrated on %d of the
    head's scenes, with weights on 7 bits, so that it says the same with and without VNNI; the head stays in float.

    """
        .formatted(
            subject.question(),
            row(models.get(0), "48 × 64 RGB", "32 numbers", "four convolutions, one layer"),
            row(
                models.get(1),
                "log-mel of a second, 32 bands",
                "32 numbers",
                "three convolutions, mean over time, one layer"),
            row(models.get(2), "16 words", "32 numbers", "mean of word vectors, one layer"),
            row(
                models.get(3),
                "embeddings, mask",
                report.byLabel().size() + " scores",
                report.plan().head().key() + ", two layers"),
            report.plan().encoderEpochs(),
            report.plan().head().key(),
            report.plan().head().text(),
            report.plan().headEpochs(),
            TrainScenario.calibrationScenes(report.plan()));
  }

  private static String row(ModelFiles model, String takes, String gives, String form) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %,d | %s | %s |%n",
        model.name(),
        takes,
        gives,
        form,
        parameters(model.floats()),
        kilobytes(model.floats()),
        model.quantized() ? kilobytes(model.steps()) : "");
  }

  private static String kilobytes(ModelProto model) {
    return String.format(Locale.ROOT, "%.1f KB", model.getSerializedSize() / 1024.0);
  }

  private static long parameters(ModelProto model) {
    return model.getGraph().getInitializerList().stream()
        .filter(t -> t.getDataType() == TensorProto.DataType.FLOAT.getNumber())
        .filter(t -> t.getDimsCount() > 0)
        .mapToLong(t -> t.getDimsList().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }

  private String intent() {
    return """
    ## Intended use

    To show and to test Sensorium: `./sensorium demo %s`, and as a pattern for models of your own. Not for decisions about
    people, nor for anything real: no real picture, sound or text was ever shown to these models.

    """
        .formatted(subject.scenario());
  }

  private String data() {
    return String.format(
        Locale.ROOT,
        """
        ## Data

        Simulated scenes alone: %s, drawn; %s, synthesised; %s, from patterns. Each scene is a function of
        its seed. No scene has a seed of another part.

        | part | scenes | seeds from |
        |---|---:|---:|
        | encoders | %,d | %d |
        | head, calibration | %,d | %d |
        | examination | %,d | %d |

        %.0f %% of the examination's texts come up word for word in the encoders' part, since people say the same things.

        """,
        subject.frame(),
        subject.sound(),
        subject.words(),
        report.plan().encoderScenes(),
        TrainingPlan.ENCODER_SEEDS,
        report.plan().headScenes(),
        TrainingPlan.HEAD_SEEDS,
        report.plan().examScenes(),
        TrainingPlan.EXAM_SEEDS,
        100 * report.heardBefore());
  }

  private String figures() {
    int scenes = report.plan().examScenes();
    double all = report.steps().getOrDefault("all", Double.NaN);
    Share share = new Share((int) Math.round(all * scenes), scenes);
    StringBuilder recalls = new StringBuilder();
    for (Map.Entry<String, Double> one : report.byLabel().entrySet()) {
      recalls.append(
          "| %s | %s |%n".formatted(one.getKey(), TrainingReport.percent(one.getValue())));
    }
    return """
    ## Figures

    Share of right labels on the examination, which nothing was decided by; by the senses that are there. *int8*: encoders
    on 8 bits, the head in float. The last column is a head that learned from that sense only. Where nothing was said,
    words are missing in every row.

    %s
    All senses, int8: %s, 95 %% interval %s to %s (Wilson). Of each label's scenes, told right:

    | label | int8, all senses |
    |---|---|
    %s
    """
        .formatted(
            report.table(),
            TrainingReport.percent(all),
            TrainingReport.percent(share.low()),
            TrainingReport.percent(share.high()),
            recalls);
  }

  private String limits() {
    return """
    ## Limits

    - The scenes are invented and simplified. The figures say that pipeline and models work, not how they would do on
      anything real; there are no groups of people in the data to compare figures by.
    - It always names one of its labels: a low score is the only sign that none fits.
    - English texts; a window of one second of sound; one frame, so nothing that only movement shows.
    - Without one sense it falls as far as the table says: what only that sense knows is gone.

    ## Remake

    `./sensorium model train %s --out DIR` writes the same bytes, this card among them, with any number of threads.
    """
        .formatted(subject.scenario());
  }
}
