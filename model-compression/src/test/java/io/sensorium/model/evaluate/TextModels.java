package io.sensorium.model.evaluate;

import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A repository with a model that knows a word for each of its labels. */
final class TextModels {
  static final List<String> LABELS = List.of("on", "off", "<b>&\"dim\"</b>");

  private TextModels() {}

  /** The model {@code words}, version 1, in float. */
  static Path repository(Path root) throws IOException {
    Path version = Files.createDirectories(root.resolve("words/1"));
    Files.writeString(
        root.resolve("words/model.yaml"),
        """
        task: classification
        labels: labels.txt
        inputs:
          words: { text: { bag-of-words: { vocabulary: words.txt } } }
        outputs:
          scores: { activation: softmax }
        """);
    Files.write(version.resolve("labels.txt"), LABELS);
    Files.writeString(version.resolve("words.txt"), "on\noff\ndim\n");
    Files.write(version.resolve("model.onnx"), model(1, 1, 1));
    return root.resolve("words");
  }

  /** Scores three times a word's count for its label, as far as the weights let it. */
  static byte[] model(float on, float off, float dim) {
    OnnxGraph graph = new OnnxGraph("words");
    float[] weights = {3 * on, 0, 0, 0, 3 * off, 0, 0, 0, 3 * dim};
    String input = graph.input("words", 3);
    String scores =
        graph.add(
            "MatMul", List.of(input, graph.constant(Tensors.floats("weights", weights, 3, 3))));
    graph.output(
        graph.add("Softmax", List.of(scores), Attributes.integer("axis", 1)), "probabilities", 3);
    graph.output(scores, "scores", 3);
    return graph.build().toByteArray();
  }

  /** Twelve samples, four of each label, all of which the float model gets right. */
  static Path data(Path folder) throws IOException {
    StringBuilder table = new StringBuilder("text,label\n");
    for (int i = 0; i < 4; i++) {
      table.append("please turn it on,on\nturn it off,off\n");
      table.append("a bit dim,\"<b>&\"\"dim\"\"</b>\"\n");
    }
    Files.writeString(folder.resolve("labels.csv"), table);
    return folder;
  }
}
