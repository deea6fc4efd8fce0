package io.sensorium.worker.graph;

import io.sensorium.event.EventReference;
import io.sensorium.event.MissingInput;
import io.sensorium.event.MissingReason;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** From the results of all steps to the outcome. Thread-safe. */
final class OutcomeBuilder {
  private final GraphPlan plan;
  private final ModelIdentity identity;

  OutcomeBuilder(GraphPlan plan, String provider) {
    this.plan = plan;
    StepPlan last = plan.last();
    this.identity =
        new ModelIdentity(
            last.version().model(),
            last.version().version(),
            last.file().variant(),
            last.file().sha256(),
            provider);
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
    StepResult last = work.results().get(work.results().size() - 1);
    if (!last.ran()) {
      return new Outcome.Failed(
          Stage.FEATURES,
          "expected a usable payload of at least one of the inputs %s, found %s"
              .formatted(plan.inputNames(), missing(work)),
          null);
    }
    try {
      return predicted(work, last, nowNanos);
    } catch (RuntimeException undecodable) {
      return failed(Stage.MODEL, undecodable);
    }
  }

  private Outcome predicted(MomentWork work, StepResult last, long nowNanos) {
    float[] row = Objects.requireNonNull(last.outputs().get(plan.output()));
    SpecificRecord result = plan.decoder().decode(row, last.placement());
    float[] scores = work.withoutInput().isEmpty() ? new float[0] : plan.decoder().scores(row);
    List<PredictionInput> inputs = new ArrayList<>();
    for (Input input : plan.inputs()) {
      InputPayload payload = work.payload(input.name());
      if (payload != null && work.present(input.name())) {
        Float contribution = contribution(scores, work.withoutInput().get(input.name()));
        inputs.add(
            new PredictionInput(input.name(), input.modality(), contribution, references(payload)));
      }
    }
    boolean reset = work.results().stream().anyMatch(StepResult::stateReset);
    return new Outcome.Predicted(
        result, inputs, missing(work), identity, work.timing(nowNanos), reset);
  }

  private @Nullable Float contribution(float[] scores, float @Nullable [] without) {
    if (scores.length == 0 || without == null) {
      return null;
    }
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    float difference = scores[best] - plan.decoder().scores(without)[best];
    return Math.max(-1f, Math.min(1f, difference));
  }

  private List<MissingInput> missing(MomentWork work) {
    List<MissingInput> missing = new ArrayList<>();
    for (Input input : plan.inputs()) {
      if (!work.present(input.name())) {
        missing.add(missing(work, input.name()));
      }
    }
    return missing;
  }

  private static MissingInput missing(MomentWork work, String input) {
    if (work.payload(input) != null) {
      return new MissingInput(input, MissingReason.UNREADABLE, work.unreadable(input));
    }
    return work.moment().inputs().stream()
        .filter(payload -> payload.name().equals(input))
        .flatMap(payload -> payload.lost().stream())
        .findFirst()
        .map(lost -> new MissingInput(input, lost.reason(), lost.detail()))
        .orElseGet(() -> new MissingInput(input, MissingReason.UNMATCHED, null));
  }

  private static List<EventReference> references(InputPayload payload) {
    return payload.events().stream()
        .map(PayloadEvent::reference)
        .map(
            event ->
                event.getText() == null
                    ? event
                    : EventReference.newBuilder(event).setText(null).build())
        .toList();
  }

  private static Outcome failed(Stage stage, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new Outcome.Failed(stage, reason, cause);
  }
}
