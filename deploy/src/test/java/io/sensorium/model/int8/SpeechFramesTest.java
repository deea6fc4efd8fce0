package io.sensorium.model.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.prepare.FixedInputs;
import io.sensorium.model.quantize.WeightChoice;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.FloatAnswers;
import io.sensorium.model.sensitivity.Likeness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Silero's detector of speech, whose layers all stand in branches by sample rate, on recordings
 * whose times of speech people have marked: frames of 32 ms that are right at a threshold of a
 * half.
 */
class SpeechFramesTest {
  private static final int FRAME = 512;
  private static final int CONTEXT = 64;
  private static final int RATE = 16_000;
  private static final String MODEL = "onnx-models/silero-vad/src/silero_vad/data/silero_vad.onnx";
  private static final String SPEECH = "onnx-models/silero-vad/tests/data/test.wav";
  private static final Set<String> OUTPUTS = Set.of("output", "stateN");

  /** One frame as the detector takes it, and what it said. */
  private record Heard(Map<String, Numbers> inputs, float speech) {}

  @Test
  void asManyFramesAreRightOn8Bits() throws Exception {
    // given the detector for 16 kHz only, and frames of another recording to calibrate with
    ModelProto floats = FixedInputs.of(OnnxFile.read(data(MODEL)), Map.of("sr", 16_000.0));
    List<Heard> calibration = heard(floats, sound(SPEECH));
    Samples samples = samples(calibration, 8);

    // when
    StaticResult result =
        StaticInt8.quantize(
            floats,
            samples,
            new StaticSettings(
                Calibration.MIN_MAX,
                new WeightChoice(7, true),
                Refinement.ALL,
                List.of(),
                OptionalDouble.of(0.03)),
            model -> new Likeness(new FloatAnswers(model, OnnxModel::of, samples, OUTPUTS, 64)),
            line -> {});

    // then
    assertThat(result.operators()).containsEntry("QLinearConv", 4);
    for (String name : List.of("src/pyannote/audio/sample/sample", "tests/data/dev01")) {
      String path = "ami-pyannote/open/" + name;
      float[] sound = sound(path + ".wav");
      boolean[] truth = truth(path + ".rttm", sound.length / FRAME);
      double before = right(heard(floats, sound), truth);
      double after = right(heard(result.model(), sound), truth);
      System.out.printf("%s: %.4f of frames right in float, %.4f on 8 bits%n", name, before, after);
      assertThat(after).isGreaterThan(before - 0.01);
    }
  }

  /** The detector over a whole recording, with the state that it gives back each time. */
  private static List<Heard> heard(ModelProto model, float[] sound) {
    List<Heard> frames = new ArrayList<>();
    try (OnnxModel detector = OnnxModel.of(model.toByteArray())) {
      Numbers state = Numbers.of(new float[2 * 128], List.of(2L, 1L, 128L));
      for (int at = 0; at + FRAME <= sound.length; at += FRAME) {
        float[] window = new float[CONTEXT + FRAME];
        int before = Math.min(CONTEXT, at);
        System.arraycopy(sound, at - before, window, CONTEXT - before, before + FRAME);
        Map<String, Numbers> inputs =
            Map.of("input", Numbers.of(window, List.of(1L, (long) window.length)), "state", state);
        Map<String, Numbers> answer = detector.answer(inputs, OUTPUTS);
        frames.add(new Heard(inputs, answer.get("output").values()[0]));
        state = answer.get("stateN");
      }
    }
    return frames;
  }

  private static double right(List<Heard> heard, boolean[] truth) {
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      right += heard.get(i).speech() > 0.5 == truth[i] ? 1 : 0;
    }
    return (double) right / truth.length;
  }

  /** Whether anybody speaks in the middle of each frame, by RTTM. */
  private static boolean[] truth(String rttm, int frames) throws Exception {
    boolean[] speech = new boolean[frames];
    for (String line : Files.readAllLines(data(rttm))) {
      String[] fields = line.split("\\s+", -1);
      double start = Double.parseDouble(fields[3]);
      double end = start + Double.parseDouble(fields[4]);
      for (int i = 0; i < frames; i++) {
        double middle = (i + 0.5) * FRAME / RATE;
        speech[i] |= middle >= start && middle < end;
      }
    }
    return speech;
  }

  private static float[] sound(String file) throws Exception {
    return new WavClips().read(Files.readAllBytes(data(file))).span().samples();
  }

  private static Samples samples(List<Heard> heard, int every) {
    return new Samples() {
      @Override
      public int count() {
        return heard.size() / every;
      }

      @Override
      public Map<String, Numbers> at(int place) {
        return heard.get(place * every).inputs();
      }
    };
  }

  private static Path data(String path) {
    String root = System.getenv("SENSORIUM_DATA");
    assumeTrue(root != null, "SENSORIUM_DATA names no folder with " + path);
    return Path.of(root).resolve(path);
  }
}
