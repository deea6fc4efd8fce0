package io.sensorium.model.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.int8.Refinement;
import io.sensorium.model.int8.StaticInt8;
import io.sensorium.model.int8.StaticSettings;
import io.sensorium.model.quantize.WeightChoice;
import io.sensorium.model.sample.RowSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Trained networks as models of a repository, in float, the encoders on 8 bits as well. */
final class ScenarioExport {
  private static final String EMBEDDING = "embedding";

  /** 7-bit weights: sums fit on every processor, so what int8 says does not depend on it. */
  private static final StaticSettings INT8 =
      new StaticSettings(
          Calibration.MIN_MAX,
          new WeightChoice(7, true),
          Refinement.ALL,
          List.of(),
          OptionalDouble.empty());

  private final String scenario;
  private final TrainedScenario trained;

  ScenarioExport(String scenario, TrainedScenario trained) {
    this.scenario = scenario;
    this.trained = trained;
  }

  /**
   * The encoders of frame, sound and words, then the head.
   *
   * @param calibration scenes to find the activations' ranges with
   */
  List<ModelFiles> models(Scenes calibration) {
    List<List<float[]>> features = trained.features(calibration);
    return List.of(
        encoder(0, "pixels", features.get(0), ModelDescriptions.frame(), Map.of()),
        encoder(1, "mel", features.get(1), ModelDescriptions.sound(), Map.of()),
        encoder(
            2,
            "tokens",
            features.get(2),
            ModelDescriptions.words(),
            Map.of(ModelDescriptions.VOCABULARY, trained.texts().lines())),
        head());
  }

  private ModelFiles encoder(
      int sense,
      String input,
      List<float[]> features,
      String description,
      Map<String, List<String>> lines) {
    Encoder encoder = trained.encoders().get(sense);
    String name = scenario + "-" + TrainedScenario.SENSES.get(sense);
    OnnxGraph graph = new OnnxGraph(name);
    switch (sense) {
      case 0 -> graph.input(input, 3, SenseFeatures.FRAME.height(), SenseFeatures.FRAME.width());
      case 1 -> graph.input(input, 1, SenseFeatures.SOUND.bands(), SenseFeatures.SOUND_FRAMES);
      default -> graph.tokens(input, SenseFeatures.WORDS);
    }
    String embedding =
        new NetworkExport(graph, encoder.network()).write(input, encoder.embeddingUnits());
    graph.output(embedding, EMBEDDING, Encoder.EMBEDDING);
    ModelProto floats = graph.build();
    ModelProto steps = StaticInt8.quantize(floats, new RowSamples(input, features), INT8);
    return new ModelFiles(name, floats, steps, description, lines);
  }

  private ModelFiles head() {
    String name = scenario + "-scene";
    OnnxGraph graph = new OnnxGraph(name);
    List<String> inputs = new ArrayList<>();
    for (String sense : TrainedScenario.SENSES) {
      inputs.add(graph.input(sense, Encoder.EMBEDDING));
    }
    inputs.add(graph.input("mask", FusionExamples.SENSES));
    String moment = graph.add("Concat", inputs, Attributes.integer("axis", 1));
    int units = trained.head().units().size();
    String scores = new NetworkExport(graph, trained.head()).write(moment, units);
    graph.output(scores, "scores", trained.labels().size());
    ModelProto floats = graph.build();
    // On 8 bits it is slower, and the weight of a sense that is alone goes out of any narrow range.
    return new ModelFiles(
        name,
        floats,
        floats,
        ModelDescriptions.head(),
        Map.of(ModelDescriptions.LABELS, trained.labels()));
  }

  /** A moment as the head's tensors. */
  static Map<String, float[]> feeds(float[] moment) {
    Map<String, float[]> feeds = new LinkedHashMap<>();
    for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
      int from = sense * Encoder.EMBEDDING;
      feeds.put(
          TrainedScenario.SENSES.get(sense),
          Arrays.copyOfRange(moment, from, from + Encoder.EMBEDDING));
    }
    int mask = FusionExamples.SENSES * Encoder.EMBEDDING;
    feeds.put("mask", Arrays.copyOfRange(moment, mask, mask + FusionExamples.SENSES));
    return feeds;
  }
}
