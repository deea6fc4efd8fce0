package io.sensorium.model.int8;

import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.Quality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * DNSMOS: how good speech sounds, from 1 to 5, on recordings of rooms, kitchens and a telephone.
 */
final class SpeechScores {
  private static final int LENGTH = 144_160;
  private static final double SPAN = 4;

  private SpeechScores() {}

  static ThirdPartyTask task(Path data) throws Exception {
    Path file = data.resolve("onnx-models/dnsmos/DNSMOS/DNSMOS/sig_bak_ovr.onnx");
    List<float[]> seen = clips(data, "onnx-models/silero-vad/tests/data/test.wav");
    List<float[]> held = new ArrayList<>();
    held.addAll(clips(data, "ami-pyannote/open/src/pyannote/audio/sample/sample.wav"));
    held.addAll(clips(data, "ami-pyannote/open/tests/data/dev01.wav"));
    held.addAll(clips(data, "ami-pyannote/open/whisper.cpp/samples/jfk.wav"));
    return new ThirdPartyTask(
        file, samples(seen), nearness(seen, file), nearness(held, file), 0.01);
  }

  private static Samples samples(List<float[]> clips) {
    return new Samples() {
      @Override
      public int count() {
        return clips.size();
      }

      @Override
      public Map<String, Numbers> at(int place) {
        return input(clips.get(place));
      }
    };
  }

  /** 1 less the mean difference of the three scores from those in float, over the scale's span. */
  private static Quality nearness(List<float[]> clips, Path original) throws Exception {
    List<float[]> truth = scores(Files.readAllBytes(original), clips);
    return new Quality() {
      @Override
      public double of(byte[] model) {
        List<float[]> scores = scores(model, clips);
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
          for (int k = 0; k < 3; k++) {
            sum += Math.abs(scores.get(i)[k] - truth.get(i)[k]);
          }
        }
        return 1 - sum / (3 * scores.size()) / SPAN;
      }

      @Override
      public String description() {
        return "nearness of scores on %d clips of 9 s".formatted(clips.size());
      }
    };
  }

  private static List<float[]> scores(byte[] model, List<float[]> clips) {
    try (OnnxModel judge = OnnxModel.of(model)) {
      return clips.stream()
          .map(clip -> judge.answer(input(clip)).values().iterator().next().values())
          .toList();
    }
  }

  private static Map<String, Numbers> input(float[] clip) {
    return Map.of("input_1", Numbers.of(clip, List.of(1L, (long) LENGTH)));
  }

  private static List<float[]> clips(Path data, String file) throws Exception {
    float[] sound = new WavClips().read(Files.readAllBytes(data.resolve(file))).span().samples();
    List<float[]> clips = new ArrayList<>();
    for (int at = 0; at + LENGTH <= sound.length; at += LENGTH) {
      clips.add(Arrays.copyOfRange(sound, at, at + LENGTH));
    }
    return clips;
  }
}
