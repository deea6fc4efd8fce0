package io.sensorium.worker.plan;

import io.sensorium.pipeline.Condition;
import io.sensorium.pipeline.Feed;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Step;
import io.sensorium.worker.decode.ResultDecoder;
import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.Task;
import io.sensorium.worker.subword.SubwordFiles;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts pipeline file, model files and descriptions together and says what does not fit, before the
 * first moment comes.
 */
public final class GraphCompiler {
  private final Inference inference;
  private final Demand demand;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final ModelRepository repository;
  private final List<String> variants;
  private final Function<Path, ModelSignature> signatures;
  private final @Nullable Task untold;

  private final List<StepPlan> plans = new ArrayList<>();
  private final List<ModelSignature> planned = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final SubwordFiles subwords = new SubwordFiles();

  /**
   * @param inputs of the pipeline, in the order of its file
   * @param variants of a model, the best first
   * @param signatures loads a model file and says what it takes and gives
   */
  public GraphCompiler(
      Inference inference,
      List<Input> inputs,
      ModelRepository repository,
      List<String> variants,
      Function<Path, ModelSignature> signatures) {
    this(inference, inputs, repository, variants, signatures, null);
  }

  /**
   * As the other, for models that need not say what they are for.
   *
   * @param untold what the prediction's model is taken for if it names no task; null to refuse it
   */
  public GraphCompiler(
      Inference inference,
      List<Input> inputs,
      ModelRepository repository,
      List<String> variants,
      Function<Path, ModelSignature> signatures,
      @Nullable Task untold) {
    this.inference = inference;
    this.demand = new Demand(inference);
    inputs.forEach(input -> this.inputs.put(input.name(), input));
    this.repository = repository;
    this.variants = List.copyOf(variants);
    this.signatures = signatures;
    this.untold = untold;
  }

  /**
   * The plan. Call once.
   *
   * @throws ModelException if something does not fit
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   */
  public GraphPlan compile() {
    for (Step step : inference.steps()) {
      if (demand.needs(step)) {
        add(step);
      }
    }
    Set<String> names = new HashSet<>();
    plans.forEach(plan -> names.addAll(plan.inputs()));
    plans.forEach(plan -> plan.when().forEach(condition -> names.addAll(condition.inputs())));
    List<Input> used =
        inputs.values().stream().filter(input -> names.contains(input.name())).toList();
    return new GraphPlan(used, plans, inference.predictions().stream().map(this::source).toList());
  }

  private PredictionPlan source(Inference.PredictionSource source) {
    int place = Objects.requireNonNull(places.get(source.step()));
    StepPlan step = plans.get(place);
    ResultDecoder decoder =
        new DecoderChoice(step, untold).choose(source.output(), planned.get(place));
    List<String> leavable =
        step.recurring() ? List.of() : Leavable.of(step, plans.subList(0, place), decoder);
    return new PredictionPlan(place, source.output(), decoder, leavable, step.masked());
  }

  private void add(Step step) {
    ModelVersion version = repository.version(step.model(), step.version());
    ModelFile file = version.file(variants);
    ModelSignature signature = signatures.apply(file.path());
    String subject = "step '" + step.name() + "' (model " + file.path() + ")";
    checkNames(subject, step, signature);
    List<FeedPlan> feeds = new ArrayList<>();
    Set<String> reaching = new LinkedHashSet<>();
    boolean batched = true;
    for (TensorDescription tensor : signature.inputs()) {
      Feed feed = step.tensors().get(tensor.name());
      FeedPlan plan =
          new FeedBinding(
                  subject, version, tensor, signature, inputs, places, plans, planned, subwords)
              .bind(feed);
      batched &= FeedBinding.batches(plan, tensor);
      feeds.add(plan);
      reaching.addAll(reaching(plan));
    }
    checkOutputs(step, subject, signature);
    StepPlan plan =
        new StepPlan(
            step.name(),
            version,
            file,
            feeds,
            reaching,
            demand.outputs(step),
            demand.taken(step),
            batched,
            step.when().stream().map(condition -> condition(subject, condition)).toList(),
            step.optional());
    checkState(subject, plan);
    places.put(step.name(), plans.size());
    planned.add(signature);
    plans.add(plan);
  }

  private ConditionPlan condition(String subject, Condition condition) {
    if (condition instanceof Condition.Scored scored) {
      int place = Objects.requireNonNull(places.get(scored.step()));
      return new ConditionBinding(subject, place, plans.get(place), planned.get(place))
          .bind(scored);
    }
    return ConditionBinding.ofInputs(condition);
  }

  private Set<String> reaching(FeedPlan feed) {
    if (feed instanceof FeedPlan.FromInput from) {
      return Set.of(from.input().name());
    }
    return feed instanceof FeedPlan.FromStep from ? plans.get(from.step()).inputs() : Set.of();
  }

  private void checkOutputs(Step step, String subject, ModelSignature signature) {
    for (String output : demand.outputs(step)) {
      if (signature.output(output).isEmpty()) {
        throw new ModelException(
            subject,
            "one of the model's outputs "
                + signature.outputs().stream().map(TensorDescription::name).toList(),
            "'" + output + "'",
            "Correct the output in the pipeline file");
      }
    }
  }

  private static void checkNames(String subject, Step step, ModelSignature signature) {
    Set<String> names = new LinkedHashSet<>();
    signature.inputs().forEach(tensor -> names.add(tensor.name()));
    if (!names.equals(step.tensors().keySet())) {
      throw new ModelException(
          subject,
          "a feed for each of the model's tensors " + names,
          step.tensors().keySet().toString(),
          "Correct 'tensors' in the pipeline file");
    }
  }

  private static void checkState(String subject, StepPlan step) {
    boolean fits =
        step.when().isEmpty()
            && !step.optional()
            && step.inputFeeds().size() == 1
            && step.inputFeeds().get(0).spec() instanceof FeatureSpec.Stream stream
            && !(stream instanceof FeatureSpec.Samples samples && samples.standardised())
            && step.feeds().stream().noneMatch(FeedPlan.FromStep.class::isInstance);
    if (step.stateful() && !fits) {
      throw new ModelException(
          subject,
          "exactly one audio input with 'raw' samples, as they are, or a 'spectrum' beside the"
              + " state, and a step that always runs",
          step.feeds() + (step.when().isEmpty() && !step.optional() ? "" : ", left out at times"),
          "Feed the model's state only where it runs on all windows of sound");
    }
  }
}
