package io.sensorium.worker.rollout;

import io.sensorium.worker.graph.InferenceGraph;
import io.sensorium.worker.moment.Predictor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A predictor and the versions of models that it runs.
 *
 * @param steps in their order
 */
public record LoadedGraph(Predictor predictor, List<RunningStep> steps) {
  public LoadedGraph {
    steps = List.copyOf(steps);
  }

  /** A step of the pipeline and the version that it runs. */
  public record RunningStep(String step, String model, String version) {}

  /** Of a graph. */
  public static LoadedGraph of(InferenceGraph graph) {
    return new LoadedGraph(
        graph,
        graph.steps().stream()
            .map(
                step ->
                    new RunningStep(step.name(), step.version().model(), step.version().version()))
            .toList());
  }

  /** The version of each model; that of the first step that runs it, where several do. */
  Map<String, String> versionsByModel() {
    Map<String, String> versions = new LinkedHashMap<>();
    steps.forEach(step -> versions.putIfAbsent(step.model(), step.version()));
    return versions;
  }

  /** Whether some step runs that version. */
  boolean runs(VersionName version) {
    return steps.stream()
        .anyMatch(
            step ->
                step.model().equals(version.model()) && step.version().equals(version.version()));
  }

  /** Its versions by step, with another one for every step that runs that model. */
  Map<String, String> with(VersionName change) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (RunningStep step : steps) {
      boolean changed = step.model().equals(change.model());
      versions.put(step.step(), changed ? change.version() : step.version());
    }
    return versions;
  }

  /** Its versions by step. */
  Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    steps.forEach(step -> versions.put(step.step(), step.version()));
    return versions;
  }
}
