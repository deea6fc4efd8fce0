package io.sensorium.model.study;

import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.training.FusionExamples;
import io.sensorium.model.training.Scenes;
import io.sensorium.model.training.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A scenario's encoders of frame, sound and words, as they ship. For one thread. */
final class Encoders implements AutoCloseable {
  private static final List<String> NAMES = List.of("frame", "sound", "words");
  private static final List<String> TENSORS = List.of("pixels", "mel", "tokens");

  private final List<OnnxRunner> runners = new ArrayList<>();
  private final Texts texts;

  /**
   * @param repository with {@code <scenario>-frame}, {@code -sound} and {@code -words}
   * @param open opens a model given as bytes
   */
  Encoders(Path repository, String scenario, Function<byte[], OnnxRunner> open) throws IOException {
    for (String name : NAMES) {
      Path version = repository.resolve(scenario + "-" + name).resolve("1");
      runners.add(open.apply(Files.readAllBytes(version.resolve("model.onnx"))));
    }
    Path words = repository.resolve(scenario + "-words").resolve("1");
    texts = Texts.of(Files.readAllLines(words.resolve("vocabulary.txt")));
  }

  /** Scenes as a head sees them. */
  Embedded embed(Scenes scenes, Noise noise) {
    List<List<float[]>> features = List.of(scenes.frames(), scenes.sounds(), scenes.words(texts));
    List<float[]> moments = new ArrayList<>();
    for (int i = 0; i < scenes.all().size(); i++) {
      List<float[]> embeddings = new ArrayList<>();
      for (int sense = 0; sense < FusionExamples.SENSES; sense++) {
        float[] input = noise.of(sense, features.get(sense).get(i), i);
        Map<String, float[]> outputs = runners.get(sense).run(Map.of(TENSORS.get(sense), input));
        embeddings.add(Objects.requireNonNull(outputs.values().iterator().next()));
      }
      boolean spoken = scenes.all().get(i).text() != null;
      moments.add(FusionExamples.moment(embeddings, true, true, spoken));
    }
    return new Embedded(moments, scenes.labels());
  }

  @Override
  public void close() {
    runners.forEach(OnnxRunner::close);
  }
}
