package io.sensorium.model.study;

import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.training.SceneSource;
import io.sensorium.model.training.Scenes;
import io.sensorium.model.training.TrainingPlan;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What studies of a scenario's heads work with.
 *
 * @param plan scenes and epochs of heads, and scenes of the examination
 * @param threads share the work; their number changes no figure but times
 * @param open opens a model given as bytes
 * @param progress is told a line at a time
 */
public record StudySetting(
    SceneSource source,
    TrainingPlan plan,
    ExecutorService threads,
    Function<byte[], OnnxRunner> open,
    Consumer<String> progress) {

  /** The scenes that heads learn from. */
  Scenes lessons() throws InterruptedException {
    return Scenes.load(source, TrainingPlan.HEAD_SEEDS, plan.headScenes(), threads);
  }

  /** The scenes that heads are examined on. */
  Scenes exam() throws InterruptedException {
    return Scenes.load(source, TrainingPlan.EXAM_SEEDS, plan.examScenes(), threads);
  }

  /** The scenes by which one of several heads is chosen. */
  Scenes choice() throws InterruptedException {
    return Scenes.load(source, TrainingPlan.CHOICE_SEEDS, plan.examScenes(), threads);
  }
}
