package io.sensorium.worker.graph;

import io.sensorium.event.Modality;
import io.sensorium.pipeline.ClockKind;
import io.sensorium.pipeline.Contributions;
import io.sensorium.pipeline.Feed;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Step;
import io.sensorium.worker.decode.ResultDecoder;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphCompiler;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.repository.FeatureDescription;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import io.sensorium.worker.repository.Task;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import io.sensorium.worker.tensor.TensorDescription;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model by itself on one payload at a time, for those who measure or calibrate it: features,
 * run and decoder are those of a pipeline with this model as its only step. For one thread, as its
 * session is.
 */
public final class SoloModel implements AutoCloseable {
  private static final String INPUT = "payload";

  private final GraphPlan plan;
  private final Map<FeedPlan.FromInput, FeatureWriter> writers = new LinkedHashMap<>();
  private final ModelSession session;
  private final String output;

  /**
   * What a payload has become for the model.
   *
   * @param tensors one row for every tensor of the model
   * @param placement where the frame stands in the model's image; null where there is none
   */
  public record Features(Map<String, Tensor> tensors, @Nullable FramePlacement placement) {}

  private SoloModel(GraphPlan plan, ModelSession session, String output) {
    this.plan = plan;
    this.session = session;
    this.output = output;
    plan.steps().get(0).inputFeeds().forEach(feed -> writers.put(feed, new FeatureWriter(feed)));
  }

  /**
   * Puts a model together with its description.
   *
   * @param repository that the version is of
   * @param output the output that is the prediction; null where there is no choice
   * @param session of the version's model, or of one with the same tensors; closed with this, also
   *     where this fails
   * @throws ModelException if the model is not fed by one kind of payload, or something does not
   *     fit
   */
  public static SoloModel of(
      ModelRepository repository,
      ModelVersion version,
      @Nullable String output,
      ModelSession session) {
    return of(repository, version, output, session, null);
  }

  /**
   * As the other, for a model that needs not say what it is for: one without a task counts as an
   * encoder, whose output is an embedding.
   */
  public static SoloModel encoder(
      ModelRepository repository, ModelVersion version, ModelSession session) {
    return of(repository, version, null, session, Task.EMBEDDING);
  }

  private static SoloModel of(
      ModelRepository repository,
      ModelVersion version,
      @Nullable String output,
      ModelSession session,
      @Nullable Task untold) {
    try {
      String chosen = output == null ? onlyOutput(version, session) : output;
      Map<String, Feed> tensors = new LinkedHashMap<>();
      session
          .signature()
          .inputs()
          .forEach(tensor -> tensors.put(tensor.name(), new Feed.InputFeed(INPUT)));
      Step step = new Step("solo", version.model(), version.version(), tensors, List.of(), false);
      Inference inference =
          new Inference(
              1,
              Duration.ZERO,
              List.of(step),
              List.of(new Inference.PredictionSource(step.name(), chosen)),
              Contributions.NONE);
      GraphPlan plan =
          new GraphCompiler(
                  inference,
                  List.of(input(modality(version, session))),
                  repository,
                  version.variants().keySet().stream().sorted().toList(),
                  any -> session.signature(),
                  untold)
              .compile();
      return new SoloModel(plan, session, chosen);
    } catch (RuntimeException unfit) {
      session.close();
      throw unfit;
    }
  }

  /** The kind of payload that it takes. */
  public Modality modality() {
    return plan.inputs().get(0).modality();
  }

  /** The labels that it was described with; empty for none. */
  public List<String> labels() {
    return plan.steps().get(0).version().labels();
  }

  /** Makes results of its output's rows. */
  public ResultDecoder decoder() {
    return plan.sources().get(0).decoder();
  }

  /**
   * Computes the features of one payload; a clip of sound is heard up to its end.
   *
   * @throws FeatureException if the payload has none
   */
  public Features features(PayloadEvent event) throws FeatureException {
    InputPayload payload = new InputPayload(INPUT, modality(), List.of(event), List.of());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    @Nullable FramePlacement placement = null;
    for (Map.Entry<FeedPlan.FromInput, FeatureWriter> writer : writers.entrySet()) {
      FeedPlan.FromInput feed = writer.getKey();
      FloatBuffer row = RowPool.direct(feed.spec().size());
      long time = EventTimes.of(event.reference(), feed.input());
      FramePlacement found = writer.getValue().write(payload, time, row);
      placement = found == null ? placement : found;
      List<Long> dims = new ArrayList<>(List.of(1L));
      dims.addAll(feed.rowDims());
      tensors.put(feed.tensor(), new Tensor(row, dims));
    }
    return new Features(tensors, placement);
  }

  /**
   * Runs the model once.
   *
   * @return the output's values
   * @throws ModelException if it fails
   */
  public float[] run(Features features) {
    Map<String, Tensor> outputs = session.run(features.tensors(), Set.of(output));
    FloatBuffer values = Objects.requireNonNull(outputs.get(output)).values();
    float[] row = new float[values.remaining()];
    values.get(row);
    return row;
  }

  @Override
  public void close() {
    session.close();
  }

  private static String onlyOutput(ModelVersion version, ModelSession session) {
    List<String> outputs =
        session.signature().outputs().stream().map(TensorDescription::name).toList();
    if (outputs.size() == 1) {
      return outputs.get(0);
    }
    List<String> described =
        outputs.stream().filter(version.description().outputs()::containsKey).toList();
    if (described.size() == 1) {
      return described.get(0);
    }
    throw new ModelException(
        subject(version),
        "one output that is the prediction",
        outputs.toString(),
        "Describe the one under 'outputs' in model.yaml");
  }

  private static Modality modality(ModelVersion version, ModelSession session) {
    Map<String, FeatureDescription> described = version.description().inputs();
    List<Modality> modalities =
        session.signature().inputs().stream()
            .map(tensor -> described.get(tensor.name()))
            .filter(Objects::nonNull)
            .map(FeatureDescription::modality)
            .distinct()
            .toList();
    boolean all =
        session.signature().inputs().stream().allMatch(t -> described.containsKey(t.name()));
    if (modalities.size() != 1 || !all) {
      throw new ModelException(
          subject(version),
          "a model all of whose tensors are fed by one kind of payload",
          "tensors %s, of which model.yaml describes %s"
              .formatted(
                  session.signature().inputs().stream().map(TensorDescription::name).toList(),
                  described.keySet()),
          "Describe every tensor under 'inputs' in model.yaml; models with state or several"
              + " inputs can only run in a pipeline");
    }
    return modalities.get(0);
  }

  private static Input input(Modality modality) {
    return new Input(
        INPUT,
        modality,
        "*",
        null,
        true,
        ClockKind.DEVICE,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static String subject(ModelVersion version) {
    return "model '%s' version %s".formatted(version.model(), version.version());
  }
}
