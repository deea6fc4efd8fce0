package io.sensorium.worker.plan;

import io.sensorium.worker.decode.ClassificationDecoder;
import io.sensorium.worker.decode.EmbeddingDecoder;
import io.sensorium.worker.decode.ResultDecoder;
import io.sensorium.worker.decode.YoloxDecoder;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.repository.OutputDescription;
import io.sensorium.worker.repository.OutputDescription.Decoder;
import io.sensorium.worker.repository.Task;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoder that the prediction's model asks for. */
final class DecoderChoice {
  private final StepPlan step;
  private final @Nullable Task untold;
  private final String subject;

  /**
   * @param untold what a model without a task is taken for; null to refuse it
   */
  DecoderChoice(StepPlan step, @Nullable Task untold) {
    this.step = step;
    this.untold = untold;
    this.subject = "step '" + step.name() + "' (model " + step.file().path() + ")";
  }

  ResultDecoder choose(String output, ModelSignature signature) {
    Task told = step.version().description().task();
    Task task = told == null ? untold : told;
    OutputDescription description =
        step.version().description().outputs().getOrDefault(output, OutputDescription.PLAIN);
    List<String> labels = step.version().labels();
    if (task == Task.CLASSIFICATION) {
      checkLabels(labels, signature.output(output).orElseThrow());
      return new ClassificationDecoder(labels, description.activation());
    }
    if (task == Task.DETECTION) {
      return detection(labels, description);
    }
    if (task == Task.EMBEDDING) {
      return new EmbeddingDecoder();
    }
    throw new ModelException(
        subject,
        "'task: classification', 'detection' or 'embedding' in model.yaml, since the prediction"
            + " comes from it",
        task == null ? "no task" : "'" + task + "'",
        "Say what the output means, or take the prediction from another step");
  }

  private ResultDecoder detection(List<String> labels, OutputDescription description) {
    if (description.decoder() != Decoder.YOLOX) {
      throw new ModelException(
          subject,
          "'decoder: yolox' for the output in model.yaml",
          "none",
          "Say how boxes are read from the output");
    }
    for (FeedPlan.FromInput feed : step.inputFeeds()) {
      if (feed.spec() instanceof FeatureSpec.Image image) {
        ImageSpec spec = image.spec();
        return new YoloxDecoder(labels, description, spec.height(), spec.width());
      }
    }
    throw new ModelException(
        subject, "a tensor fed with frames", step.feeds().toString(), "Feed a camera input");
  }

  private void checkLabels(List<String> labels, TensorDescription output) {
    List<Long> dims = output.dims();
    long scores = dims.isEmpty() ? 1 : dims.get(dims.size() - 1);
    if (scores > 0 && !labels.isEmpty() && labels.size() != scores) {
      throw new ModelException(
          subject,
          "a label for each of " + scores + " scores of output '" + output.name() + "'",
          labels.size() + " labels",
          "Correct the labels file");
    }
  }
}
