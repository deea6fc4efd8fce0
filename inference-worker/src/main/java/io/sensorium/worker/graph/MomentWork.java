package io.sensorium.worker.graph;

import io.sensorium.config.Durations;
import io.sensorium.event.Stage;
import io.sensorium.worker.feature.FramePlacement;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Timing;
import io.sensorium.worker.plan.FeedPlan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A moment on its way: first on a feature thread, then on a lane, handed over through a lock. While
 * steps run side by side for it, their threads only read it.
 */
final class MomentWork {
  /** Features of one tensor. */
  record Row(FloatBuffer values, @Nullable FramePlacement placement) {}

  /** A failure and where it came up. */
  record Failure(Stage stage, Throwable cause) {}

  private final MomentPayloads moment;
  private final long momentUs;
  private final long submittedNanos;
  private final boolean explained;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Map<String, InputPayload> payloads = new HashMap<>();
  private final Map<FeedPlan, Row> rows = new HashMap<>();
  private final Map<Integer, Map<String, String>> unreadable = new HashMap<>();
  private final Map<Integer, ResultCache.Claim> claims = new HashMap<>();
  private final Map<Integer, Skip> skips = new HashMap<>();
  private final @Nullable StepResult[] results;
  private final Map<Integer, Map<String, float[]>> withoutInput = new HashMap<>();
  private boolean late;
  private @Nullable Failure failure;
  private long featuresNanos;
  private long computeNanos;

  /**
   * @param inputNames those that reach a step
   * @param steps how many there are
   * @param explained whether contributions are computed
   */
  MomentWork(
      MomentPayloads moment,
      Set<String> inputNames,
      int steps,
      boolean explained,
      long submittedNanos) {
    this.moment = moment;
    this.results = new StepResult[steps];
    this.explained = explained;
    this.momentUs = Durations.micros(moment.moment().getEventTime());
    this.submittedNanos = submittedNanos;
    for (InputPayload payload : moment.inputs()) {
      if (inputNames.contains(payload.name()) && !payload.events().isEmpty()) {
        payloads.put(payload.name(), payload);
      }
    }
  }

  MomentPayloads moment() {
    return moment;
  }

  String site() {
    return moment.moment().getSite();
  }

  long momentUs() {
    return momentUs;
  }

  String id() {
    return moment.moment().getId();
  }

  long submittedNanos() {
    return submittedNanos;
  }

  /** Whether contributions are computed. */
  boolean explained() {
    return explained;
  }

  /**
   * The moment is under way from now on.
   *
   * @param pastDeadline whether it has waited longer than it may
   */
  void letIn(boolean pastDeadline) {
    late = pastDeadline;
  }

  /** Whether it goes without optional steps. */
  boolean late() {
    return late;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** The payload of an input; null where it has no events that could be had. */
  @Nullable InputPayload payload(String input) {
    return payloads.get(input);
  }

  /** Claims by step, one's own and those of others; none for steps whose results never recur. */
  Map<Integer, ResultCache.Claim> claims() {
    return claims;
  }

  /** Whether the step's result is computed for this moment, and not for an earlier one. */
  boolean computes(int step) {
    ResultCache.Claim claim = claims.get(step);
    return claim == null || claim.mine();
  }

  /** Steps that are not called for, as far as that was known before any ran. */
  Map<Integer, Skip> skips() {
    return skips;
  }

  /** Rows of features by feed. */
  Map<FeedPlan, Row> rows() {
    return rows;
  }

  /** Inputs whose payloads gave no features for the step, with why. */
  Map<String, String> unreadable(int step) {
    return unreadable.computeIfAbsent(step, any -> new LinkedHashMap<>());
  }

  /** The result of a step that is done. */
  StepResult result(int step) {
    return Objects.requireNonNull(results[step]);
  }

  /** A step is done. */
  void done(int step, StepResult result) {
    results[step] = result;
  }

  /** Results of the steps that are done, in the plan's order. */
  List<StepResult> results() {
    List<StepResult> done = new ArrayList<>(results.length);
    for (StepResult result : results) {
      if (result != null) {
        done.add(result);
      }
    }
    return done;
  }

  /** A step's raw prediction without each of the inputs that can be left out, by input. */
  Map<String, float[]> withoutInput(int step) {
    return withoutInput.computeIfAbsent(step, any -> new LinkedHashMap<>());
  }

  /** Whether the input has payloads that can be read, as far as is known from the steps so far. */
  boolean present(String input) {
    return payloads.containsKey(input) && unreadable(input) == null;
  }

  /** Why the input's payloads gave no features; null where they did. */
  @Nullable String unreadable(String input) {
    for (Map<String, String> inputs : unreadable.values()) {
      if (inputs.containsKey(input)) {
        return inputs.get(input);
      }
    }
    for (StepResult result : results) {
      if (result != null && result.unreadable().containsKey(input)) {
        return result.unreadable().get(input);
      }
    }
    return null;
  }

  /** What went wrong beside the models; null where nothing did. */
  @Nullable Failure failure() {
    return failure;
  }

  /** The first failure counts. */
  void fail(Stage stage, Throwable cause) {
    failure = failure == null ? new Failure(stage, cause) : failure;
  }

  void addFeaturesNanos(long nanos) {
    featuresNanos += nanos;
  }

  void addComputeNanos(long nanos) {
    computeNanos += nanos;
  }

  Timing timing(long nowNanos) {
    long waited = nowNanos - submittedNanos - featuresNanos - computeNanos;
    return new Timing(featuresNanos / 1000, Math.max(0, waited) / 1000, computeNanos / 1000);
  }
}
