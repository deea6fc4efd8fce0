package io.sensorium.worker.delivery;

import io.sensorium.event.Classification;
import io.sensorium.event.MissingInput;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.Score;
import io.sensorium.event.Stage;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.moment.Timing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A predictor whose answers come when the test says so. */
final class ManualPredictor implements Predictor {
  private final List<String> submitted = new ArrayList<>();
  private final Map<String, MomentPayloads> payloads = new HashMap<>();
  private final Map<String, ArrayDeque<CompletableFuture<Outcome>>> open = new HashMap<>();

  @Override
  public Set<String> inputs() {
    return Set.of("view");
  }

  @Override
  public boolean stateful() {
    return false;
  }

  @Override
  public CompletableFuture<Outcome> submit(MomentPayloads moment) {
    String id = moment.moment().getId();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    submitted.add(id);
    payloads.put(id, moment);
    open.computeIfAbsent(id, key -> new ArrayDeque<>()).add(outcome);
    return outcome;
  }

  @Override
  public void close() {}

  /** Ids in the order of submission, each as often as it was submitted. */
  List<String> submitted() {
    return submitted;
  }

  void predict(String... ids) {
    for (String id : ids) {
      predictLabel(id, "person");
    }
  }

  void predictLabel(String id, String label) {
    List<MissingInput> missing =
        payloads.get(id).inputs().stream()
            .flatMap(
                input ->
                    input.lost().stream()
                        .map(l -> new MissingInput(input.name(), l.reason(), l.detail())))
            .toList();
    complete(
        id,
        new Outcome.Predicted(
            new Classification(List.of(new Score(label, 0.9f))),
            List.of(),
            missing,
            new ModelIdentity("scene", "1", "int8", "abc", "cpu"),
            new Timing(10, 20, 30),
            false));
  }

  void drop(String id) {
    complete(id, new Outcome.Dropped("shed"));
  }

  void fail(String id, Throwable cause) {
    complete(id, new Outcome.Failed(Stage.MODEL, "expected a number, found NaN", cause));
  }

  /** Breaks the predictor's contract, as a fault in it would. */
  void breakDown(String id, RuntimeException fault) {
    open.get(id).removeLast().completeExceptionally(fault);
  }

  private void complete(String id, Outcome outcome) {
    open.get(id).removeLast().complete(outcome);
  }
}
