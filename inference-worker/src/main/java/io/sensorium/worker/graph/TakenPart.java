package io.sensorium.worker.graph;

import io.sensorium.event.MissingInput;
import io.sensorium.event.MissingReason;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.plan.GraphPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which inputs took part in a moment's prediction, and why the others did not. An input took part
 * where a step ran on it, also where that step only decided which others run. Thread-safe.
 */
final class TakenPart {
  private final GraphPlan plan;

  /** Places of the steps that are fed with an input, by its name. */
  private final Map<String, List<Integer>> takers = new HashMap<>();

  TakenPart(GraphPlan plan) {
    this.plan = plan;
    plan.inputs().forEach(input -> takers.put(input.name(), plan.takers(input.name())));
  }

  /** Whether the input took part. To be asked when all steps are done. */
  boolean took(MomentWork work, String input) {
    List<Integer> places = takers.getOrDefault(input, List.of());
    return work.present(input) && (places.isEmpty() || anyCalled(work, places));
  }

  private static boolean anyCalled(MomentWork work, List<Integer> places) {
    for (int place : places) {
      if (work.result(place).skip() == null) {
        return true;
      }
    }
    return false;
  }

  /** The inputs that took no part, in the order of the pipeline file. */
  List<MissingInput> missing(MomentWork work) {
    List<MissingInput> missing = new ArrayList<>();
    for (Input input : plan.inputs()) {
      if (!took(work, input.name())) {
        missing.add(missing(work, input.name()));
      }
    }
    return missing;
  }

  private MissingInput missing(MomentWork work, String input) {
    if (work.payload(input) == null) {
      return work.moment().inputs().stream()
          .filter(payload -> payload.name().equals(input))
          .flatMap(payload -> payload.lost().stream())
          .findFirst()
          .map(lost -> new MissingInput(input, lost.reason(), lost.detail()))
          .orElseGet(() -> new MissingInput(input, MissingReason.UNMATCHED, null));
    }
    if (!work.present(input)) {
      return new MissingInput(input, MissingReason.UNREADABLE, work.unreadable(input));
    }
    return takers.getOrDefault(input, List.of()).stream()
        .map(place -> work.result(place).skip())
        .filter(skip -> skip != null)
        .findFirst()
        .map(skip -> new MissingInput(input, skip.reason(), skip.why()))
        .orElseGet(() -> new MissingInput(input, MissingReason.SKIPPED, null));
  }
}
