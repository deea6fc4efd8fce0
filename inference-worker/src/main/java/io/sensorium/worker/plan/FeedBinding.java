package io.sensorium.worker.plan;

import io.sensorium.pipeline.Feed;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.subword.SubwordFiles;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds one tensor of a model to what feeds it. */
final class FeedBinding {
  private final String subject;
  private final ModelVersion version;
  private final TensorDescription tensor;
  private final ModelSignature signature;
  private final Map<String, Input> inputs;
  private final Map<String, Integer> places;
  private final List<StepPlan> plans;
  private final List<ModelSignature> planned;
  private final SubwordFiles subwords;

  FeedBinding(
      String subject,
      ModelVersion version,
      TensorDescription tensor,
      ModelSignature signature,
      Map<String, Input> inputs,
      Map<String, Integer> places,
      List<StepPlan> plans,
      List<ModelSignature> planned,
      SubwordFiles subwords) {
    this.subject = subject;
    this.version = version;
    this.tensor = tensor;
    this.signature = signature;
    this.inputs = inputs;
    this.places = places;
    this.plans = plans;
    this.planned = planned;
    this.subwords = subwords;
  }

  /** Whether the tensor can hold more than one row. */
  static boolean batches(FeedPlan plan, TensorDescription tensor) {
    return plan instanceof FeedPlan.FromConstant constant
        ? !constant.eachRow() || tensor.dims().get(0) < 0
        : !(plan instanceof FeedPlan.FromState) && tensor.dims().get(0) < 0;
  }

  FeedPlan bind(@Nullable Feed feed) {
    if (tensor.type() == ElementType.OTHER) {
      throw new ModelException(
          subject,
          "tensor '" + tensor.name() + "' of numbers or truth values",
          "another type",
          "Export the model with such inputs");
    }
    if (feed instanceof Feed.StateFeed state) {
      return new FeedPlan.FromState(tensor.name(), state.output(), stateDims(state));
    }
    if (feed instanceof Feed.ConstantFeed constant) {
      return constant(constant);
    }
    checkBatch();
    if (feed instanceof Feed.InputFeed from) {
      Input input = Objects.requireNonNull(inputs.get(from.input()));
      return new FeatureBinding(subject, version, input, tensor, subwords).bind();
    }
    if (feed instanceof Feed.StepFeed from) {
      return step(from);
    }
    Feed.PresenceFeed presence = (Feed.PresenceFeed) Objects.requireNonNull(feed);
    List<Long> row = List.of((long) presence.inputs().size());
    return new FeedPlan.FromPresence(
        tensor.name(), presence.inputs(), merged(row, "a mask of " + presence.inputs()));
  }

  private void checkBatch() {
    if (tensor.dims().isEmpty() || (tensor.dims().get(0) > 1 || tensor.dims().get(0) == 0)) {
      throw new ModelException(
          subject,
          "tensor '" + tensor.name() + "' with a first dimension for the batch, open or 1",
          tensor.shape(),
          "Export the model with an open batch dimension");
    }
  }

  private FeedPlan step(Feed.StepFeed from) {
    int place = Objects.requireNonNull(places.get(from.step()));
    TensorDescription output =
        planned
            .get(place)
            .output(from.output())
            .orElseThrow(
                () ->
                    new ModelException(
                        subject,
                        "an output of step '" + from.step() + "'",
                        "'" + from.output() + "'",
                        "Name one of " + plans.get(place).outputs()));
    List<Long> row = output.dims().isEmpty() ? List.of() : tail(output.dims());
    String source =
        "output '%s' of step '%s', %s".formatted(from.output(), from.step(), output.shape());
    return new FeedPlan.FromStep(tensor.name(), place, from.output(), merged(row, source));
  }

  /** This tensor's row dimensions, with open ones taken from what comes. */
  private List<Long> merged(List<Long> coming, String source) {
    List<Long> own = tail(tensor.dims());
    boolean open = own.stream().anyMatch(dim -> dim < 0);
    boolean comingOpen = coming.stream().anyMatch(dim -> dim < 0);
    if (open && !comingOpen && own.size() == coming.size() && fits(own, coming)) {
      return coming;
    }
    if (!open && (comingOpen ? fits(coming, own) : product(own) == product(coming))) {
      return own;
    }
    throw new ModelException(
        subject,
        "tensor '" + tensor.name() + "' of shape " + tensor.shape(),
        source,
        open
            ? "Export one of the two models with fixed dimensions behind the batch"
            : "Feed another output or export the model with another shape");
  }

  private FeedPlan constant(Feed.ConstantFeed constant) {
    List<Long> dims = tensor.dims();
    boolean eachRow = !dims.isEmpty() && dims.get(0) < 0;
    List<Long> rest = eachRow ? tail(dims) : dims;
    if (rest.stream().anyMatch(dim -> dim < 0) || product(rest) != constant.values().size()) {
      throw new ModelException(
          subject,
          "constants for tensor '" + tensor.name() + "' of shape " + tensor.shape(),
          constant.values().size() + " values",
          "Give as many values as the tensor has");
    }
    return new FeedPlan.FromConstant(tensor.name(), constant.values(), eachRow, rest);
  }

  private List<Long> stateDims(Feed.StateFeed state) {
    boolean known = signature.output(state.output()).isPresent();
    if (!known) {
      throw new ModelException(
          subject,
          "an output of the same model for the state '" + tensor.name() + "'",
          "'" + state.output() + "'",
          "Correct 'state' in the pipeline file");
    }
    return tensor.dims().stream().map(dim -> dim < 0 ? 1L : dim).toList();
  }

  private static boolean fits(List<Long> open, List<Long> fixed) {
    if (open.size() != fixed.size()) {
      return open.isEmpty();
    }
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i) >= 0 && !open.get(i).equals(fixed.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Long> tail(List<Long> dims) {
    return dims.subList(1, dims.size());
  }

  private static long product(List<Long> dims) {
    return dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
  }
}
