package io.sensorium.worker.graph;

import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Input;
import io.sensorium.worker.plan.GraphCompiler;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The models of a plan.
 *
 * @param lanes for every lane the sessions of its own, by the steps' places; steps with the same
 *     model share one
 */
record LoadedModels(GraphPlan plan, List<List<ModelSession>> lanes) {
  LoadedModels {
    lanes = List.copyOf(lanes);
  }

  /** Loads each model once for every lane of the runtime; where one fails, closes the others. */
  static LoadedModels load(
      Inference inference, List<Input> inputs, ModelRepository repository, ModelRuntime runtime) {
    List<Map<Path, ModelSession>> sessions = new ArrayList<>();
    try {
      Map<Path, ModelSession> first = new HashMap<>();
      sessions.add(first);
      GraphPlan plan =
          new GraphCompiler(
                  inference,
                  inputs,
                  repository,
                  runtime.variants(),
                  path -> first.computeIfAbsent(path, runtime::load).signature())
              .compile();
      List<List<ModelSession>> lanes = new ArrayList<>(List.of(own(first, plan, runtime)));
      while (lanes.size() < runtime.lanes()) {
        Map<Path, ModelSession> next = new HashMap<>();
        sessions.add(next);
        lanes.add(own(next, plan, runtime));
      }
      return new LoadedModels(plan, lanes);
    } catch (RuntimeException failed) {
      sessions.forEach(lane -> lane.values().forEach(ModelSession::close));
      throw failed;
    }
  }

  private static List<ModelSession> own(
      Map<Path, ModelSession> sessions, GraphPlan plan, ModelRuntime runtime) {
    List<ModelSession> own = new ArrayList<>();
    for (StepPlan step : plan.steps()) {
      own.add(sessions.computeIfAbsent(step.file().path(), runtime::load));
    }
    return own;
  }
}
