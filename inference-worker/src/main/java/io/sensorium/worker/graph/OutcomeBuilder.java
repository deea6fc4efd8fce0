package io.sensorium.worker.graph;

import io.sensorium.event.EventReference;
import io.sensorium.event.LeftOutBy;
import io.sensorium.event.MissingInput;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.decode.ResultDecoder;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.PredictionPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.tensor.ModelSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** From the results of all steps to the outcome. Thread-safe. */
final class OutcomeBuilder {
  private final GraphPlan plan;
  private final TakenPart takenPart;
  private final List<ModelIdentity> identities;

  /**
   * @param sessions one for every step
   */
  OutcomeBuilder(GraphPlan plan, List<ModelSession> sessions) {
    this.plan = plan;
    this.takenPart = new TakenPart(plan);
    this.identities =
        plan.sources().stream()
            .map(
                source ->
                    identity(
                        plan.steps().get(source.step()), sessions.get(source.step()).provider()))
            .toList();
  }

  Outcome build(MomentWork work, long nowNanos) {
    MomentWork.Failure failure = work.failure();
    if (failure != null) {
      return failed(failure.stage(), failure.cause());
    }
    for (StepResult result : work.results()) {
      if (result.failure() != null) {
        return failed(Stage.MODEL, result.failure());
      }
    }
    for (int i = 0; i < plan.sources().size(); i++) {
      PredictionPlan source = plan.sources().get(i);
      StepResult result = work.result(source.step());
      if (result.ran()) {
        try {
          return predicted(work, source, result, identities.get(i), nowNanos);
        } catch (RuntimeException undecodable) {
          return failed(Stage.MODEL, undecodable);
        }
      }
    }
    return new Outcome.Failed(
        work.late() ? Stage.QUEUE : Stage.FEATURES,
        "expected a usable payload of at least one of the inputs %s, found %s"
            .formatted(plan.inputNames(), takenPart.missing(work)),
        null);
  }

  private Outcome predicted(
      MomentWork work,
      PredictionPlan source,
      StepResult chosen,
      ModelIdentity identity,
      long nowNanos) {
    ResultDecoder decoder = source.decoder();
    float[] row = Objects.requireNonNull(chosen.outputs().get(source.output()));
    SpecificRecord decoded = decoder.decode(row, chosen.placement());
    Map<String, float[]> without = work.withoutInput(source.step());
    float[] scores = without.isEmpty() ? new float[0] : decoder.scores(row);
    List<PredictionInput> inputs = new ArrayList<>();
    for (Input input : plan.inputs()) {
      InputPayload payload = work.payload(input.name());
      if (payload != null && takenPart.took(work, input.name())) {
        Float contribution = contribution(decoder, scores, without.get(input.name()));
        inputs.add(
            new PredictionInput(input.name(), input.modality(), contribution, references(payload)));
      }
    }
    List<MissingInput> missing = takenPart.missing(work);
    boolean reset = false;
    for (StepResult result : work.results()) {
      reset |= result.stateReset();
    }
    LeftOutBy by = without.isEmpty() ? null : source.masked() ? LeftOutBy.MASK : LeftOutBy.ZEROS;
    return new Outcome.Predicted(
        decoded, inputs, missing, identity, work.timing(nowNanos), reset, by);
  }

  private static @Nullable Float contribution(
      ResultDecoder decoder, float[] scores, float @Nullable [] without) {
    if (scores.length == 0 || without == null) {
      return null;
    }
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    float difference = scores[best] - decoder.scores(without)[best];
    return Math.max(-1f, Math.min(1f, difference));
  }

  private static List<EventReference> references(InputPayload payload) {
    List<EventReference> references = new ArrayList<>(payload.events().size());
    for (PayloadEvent event : payload.events()) {
      EventReference reference = event.reference();
      references.add(
          reference.getText() == null
              ? reference
              : EventReference.newBuilder(reference).setText(null).build());
    }
    return references;
  }

  private static ModelIdentity identity(StepPlan step, String provider) {
    return new ModelIdentity(
        step.version().model(),
        step.version().version(),
        step.file().variant(),
        step.file().sha256(),
        provider);
  }

  private static Outcome failed(Stage stage, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new Outcome.Failed(stage, reason, cause);
  }
}
