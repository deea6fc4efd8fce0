package io.sensorium.model.study;

import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.family.Family;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.search.RunTimes;
import io.sensorium.model.training.Encoder;
import io.sensorium.model.training.SceneSample;
import io.sensorium.model.training.SceneSource;
import io.sensorium.model.training.Scenes;
import io.sensorium.model.training.SenseExamples;
import io.sensorium.model.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Trains networks of every family to name what a scenario's frames show, and sound front ends to
 * name what is heard, beside networks of the form that the scenarios' encoders have, with one
 * recipe, and examines them on scenes that none has seen.
 */
public final class EncoderStudy {
  private static final long SEED = 7;

  /** The scale at which {@code training.Encoder} takes log energies. */
  private static final float MEL_FACTOR = 0.25f;

  private static final float MEL_OFFSET = 1.5f;
  private static final int COEFFICIENTS = 20;

  private final SceneSource source;
  private final EncoderPlan plan;
  private final ExecutorService threads;
  private final Function<byte[], OnnxRunner> open;
  private final Consumer<String> progress;

  /**
   * @param threads share the work; their number changes no figure but times
   * @param open opens a model given as bytes
   * @param progress is told a line at a time
   */
  public EncoderStudy(
      SceneSource source,
      EncoderPlan plan,
      ExecutorService threads,
      Function<byte[], OnnxRunner> open,
      Consumer<String> progress) {
    this.source = source;
    this.plan = plan;
    this.threads = threads;
    this.open = open;
    this.progress = progress;
  }

  /** One kind of features with what is right for it. */
  private record Sense(
      String tensor,
      MapShape shape,
      Rescale scale,
      List<float[]> lessons,
      List<Integer> learned,
      List<float[]> exam,
      List<Integer> examined,
      int classes,
      SenseExamples.Variation variation) {}

  /**
   * Studies families on frames and three front ends on sounds.
   *
   * @param families of networks on frames
   * @param sounds whether sounds are studied as well
   */
  public EncoderTable run(String scenario, List<Family> families, boolean sounds)
      throws InterruptedException {
    progress.accept("rendering scenes");
    Scenes lessons = Scenes.load(source, TrainingPlan.ENCODER_SEEDS, plan.scenes(), threads);
    Scenes exam = Scenes.load(source, TrainingPlan.EXAM_SEEDS, plan.examScenes(), threads);
    Sense frames = frames(lessons, exam);
    List<EncoderFigures> figures = new ArrayList<>();
    for (Family family : families) {
      figures.add(study("frame, " + family.key(), network(family, frames), frames));
    }
    figures.add(
        study(
            "frame, as in the scenario",
            Encoder.frame(source.views().size(), SEED).network(),
            frames));
    if (sounds) {
      Sense mel = mel(lessons, exam);
      figures.add(study("sound, log-mel, plain", network(Family.PLAIN, mel), mel));
      Sense cepstra = cepstra(lessons, exam);
      figures.add(study("sound, MFCC, plain", network(Family.PLAIN, cepstra), cepstra));
      figures.add(study("sound, log-mel, residual", network(Family.RESIDUAL, mel), mel));
      figures.add(
          study(
              "sound, log-mel, as in the scenario",
              Encoder.sound(source.sounds().size(), SEED).network(),
              mel));
    }
    List<Double> micros =
        RunTimes.medians(
            figures.stream().map(EncoderFigures::model).toList(), zeros(figures), open);
    return new EncoderTable(scenario, plan, source.views(), figures, micros);
  }

  /**
   * Writes frames of scenes that no encoder of this study has seen or is examined on, in a folder
   * for each thing that they show.
   */
  public void writeFrames(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SceneSample sample = source.sample(TrainingPlan.CHOICE_SEEDS + i);
      byte[] bytes = new byte[sample.frame().remaining()];
      sample.frame().duplicate().get(bytes);
      String ending = bytes[0] == (byte) 0xff ? ".jpg" : ".png";
      Path label = Files.createDirectories(folder.resolve(sample.view()));
      Files.write(label.resolve(i + ending), bytes);
    }
  }

  private static List<Map<String, float[]>> zeros(List<EncoderFigures> figures) {
    return figures.stream().map(f -> Map.of(f.tensor(), new float[f.inputs()])).toList();
  }

  private Network network(Family family, Sense sense) {
    List<Unit> units = new ArrayList<>(List.of(sense.scale()));
    units.addAll(
        new Blueprint(family, plan.width(), plan.depth()).units(sense.shape(), sense.classes()));
    return new Network(units, new SplittableRandom(SEED));
  }

  private EncoderFigures study(String name, Network network, Sense sense)
      throws InterruptedException {
    long began = System.nanoTime();
    new Trainer(threads)
        .train(
            network,
            new SenseExamples(
                sense.lessons(), sense.learned(), sense.shape().channels(), sense.variation()),
            new Recipe(plan.epochs(), EncoderPlan.BATCH, 2e-3, 1e-3, 11),
            (epoch, loss) ->
                progress.accept(
                    "%s: epoch %d of %d, loss %.4f".formatted(name, epoch, plan.epochs(), loss)));
    double seconds = (System.nanoTime() - began) / 1e9;
    return new EncoderFigures(
        name,
        network.parameters().length,
        sense.tensor(),
        network.inputs(),
        right(network, sense),
        commonest(sense),
        seconds,
        export(network, sense));
  }

  private static double right(Network network, Sense sense) {
    Pass pass = network.pass(1);
    int right = 0;
    for (int i = 0; i < sense.exam().size(); i++) {
      pass.set(0, sense.exam().get(i), sense.shape().channels());
      pass.forward(network.units().size());
      right += pass.highest(0) == sense.examined().get(i) ? 1 : 0;
    }
    return (double) right / sense.exam().size();
  }

  private static double commonest(Sense sense) {
    int[] counts = new int[sense.classes()];
    sense.examined().forEach(c -> counts[c]++);
    return Arrays.stream(counts).max().orElse(0) / (double) sense.examined().size();
  }

  private static byte[] export(Network network, Sense sense) {
    MapShape shape = sense.shape();
    OnnxGraph graph = new OnnxGraph("encoder");
    graph.input(sense.tensor(), shape.channels(), shape.height(), shape.width());
    String scores = new NetworkExport(graph, network).write(sense.tensor(), network.units().size());
    graph.output(scores, "scores", sense.classes());
    return graph.build().toByteArray();
  }

  private Sense frames(Scenes lessons, Scenes exam) {
    MapShape shape = shape(Scenes.FRAME_SHAPE);
    return new Sense(
        EncoderTable.FRAME,
        shape,
        new Rescale(shape.size(), 1, 0),
        lessons.frames(),
        lessons.views(),
        exam.frames(),
        exam.views(),
        source.views().size(),
        SenseExamples.MIRRORED);
  }

  private Sense mel(Scenes lessons, Scenes exam) {
    MapShape shape = shape(Scenes.SOUND_SHAPE);
    return new Sense(
        "mel",
        shape,
        new Rescale(shape.size(), MEL_FACTOR, MEL_OFFSET),
        lessons.sounds(),
        lessons.heard(),
        exam.sounds(),
        exam.heard(),
        source.sounds().size(),
        SenseExamples.LOUDER);
  }

  private Sense cepstra(Scenes lessons, Scenes exam) {
    Cepstra cepstra = new Cepstra(Scenes.SOUND_SHAPE.get(1), COEFFICIENTS, MEL_FACTOR, MEL_OFFSET);
    MapShape shape = new MapShape(1, COEFFICIENTS, Scenes.SOUND_SHAPE.get(2));
    return new Sense(
        "mfcc",
        shape,
        new Rescale(shape.size(), 1, 0),
        lessons.sounds().stream().map(cepstra::of).toList(),
        lessons.heard(),
        exam.sounds().stream().map(cepstra::of).toList(),
        exam.heard(),
        source.sounds().size(),
        cepstra::louder);
  }

  private static MapShape shape(List<Integer> dims) {
    return new MapShape(dims.get(0), dims.get(1), dims.get(2));
  }
}
