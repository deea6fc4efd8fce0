package io.sensorium.worker.plan;

import io.sensorium.pipeline.Feed;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Step;
import io.sensorium.worker.decode.ResultDecoder;
import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
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
import java.util.Set;
import java.util.function.Function;

/**
 * Puts pipeline file, model files and descriptions together and says what does not fit, before the
 * first moment comes.
 */
public final class GraphCompiler {
  private final Inference inference;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final ModelRepository repository;
  private final List<String> variants;
  private final Function<Path, ModelSignature> signatures;

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
    this.inference = inference;
    inputs.forEach(input -> this.inputs.put(input.name(), input));
    this.repository = repository;
    this.variants = List.copyOf(variants);
    this.signatures = signatures;
  }

  /**
   * The plan. Call once.
   *
   * @throws ModelException if something does not fit
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   */
  public GraphPlan compile() {
    Set<String> needed = needed();
    for (Step step : inference.steps()) {
      if (needed.contains(step.name())) {
        add(step);
      }
    }
    StepPlan last = plans.get(plans.size() - 1);
    List<Input> used =
        inputs.values().stream().filter(input -> last.inputs().contains(input.name())).toList();
    String output = inference.prediction().output();
    ResultDecoder decoder = new DecoderChoice(last).choose(output, planned.get(plans.size() - 1));
    return new GraphPlan(used, plans, output, decoder);
  }

  /**
   * The prediction's step and what it depends on; the prediction's is then the last in the file.
   */
  private Set<String> needed() {
    Set<String> needed = new HashSet<>(Set.of(inference.prediction().step()));
    for (int i = inference.steps().size() - 1; i >= 0; i--) {
      Step step = inference.steps().get(i);
      if (needed.contains(step.name())) {
        for (Feed feed : step.tensors().values()) {
          if (feed instanceof Feed.StepFeed from) {
            needed.add(from.step());
          }
        }
      }
    }
    return needed;
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
    Set<String> outputs = outputs(step, subject, signature);
    places.put(step.name(), plans.size());
    planned.add(signature);
    StepPlan plan = new StepPlan(step.name(), version, file, feeds, reaching, outputs, batched);
    checkState(subject, plan);
    plans.add(plan);
  }

  private Set<String> reaching(FeedPlan feed) {
    if (feed instanceof FeedPlan.FromInput from) {
      return Set.of(from.input().name());
    }
    return feed instanceof FeedPlan.FromStep from ? plans.get(from.step()).inputs() : Set.of();
  }

  private Set<String> outputs(Step step, String subject, ModelSignature signature) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Step other : inference.steps()) {
      for (Feed feed : other.tensors().values()) {
        if (feed instanceof Feed.StepFeed from && from.step().equals(step.name())) {
          wanted.add(from.output());
        }
        if (feed instanceof Feed.StateFeed from && other.equals(step)) {
          wanted.add(from.output());
        }
      }
    }
    if (inference.prediction().step().equals(step.name())) {
      wanted.add(inference.prediction().output());
    }
    for (String output : wanted) {
      if (signature.output(output).isEmpty()) {
        throw new ModelException(
            subject,
            "one of the model's outputs "
                + signature.outputs().stream().map(TensorDescription::name).toList(),
            "'" + output + "'",
            "Correct the output in the pipeline file");
      }
    }
    return wanted;
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
        step.inputFeeds().size() == 1
            && step.inputFeeds().get(0).spec() instanceof FeatureSpec.Stream stream
            && !(stream instanceof FeatureSpec.Samples samples && samples.standardised())
            && step.feeds().stream().noneMatch(FeedPlan.FromStep.class::isInstance);
    if (step.stateful() && !fits) {
      throw new ModelException(
          subject,
          "exactly one audio input with 'raw' samples, as they are, or a 'spectrum' beside the"
              + " state",
          step.feeds().toString(),
          "Feed the model's state only where it runs on windows of sound");
    }
  }
}
