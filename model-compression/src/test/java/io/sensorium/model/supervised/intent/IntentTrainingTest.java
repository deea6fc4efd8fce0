package io.sensorium.model.supervised.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.model.evaluate.Candidate;
import io.sensorium.model.evaluate.Evaluation;
import io.sensorium.model.evaluate.Quality;
import io.sensorium.model.evaluate.Report;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.supervised.TaughtModel;
import io.sensorium.model.supervised.intent.form.TextForms;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntentTrainingTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatWasTrainedServesAsItWasExamined() throws Exception {
    List<String> told = new ArrayList<>();
    TaughtModel model = train(TextForms.N_GRAMS, 3, 3, 2, told);
    model.write(folder.resolve("models"));

    Quality.OfClasses quality = served();
    assertThat(model.labels()).containsExactly("light_off", "light_on", "music_play");
    assertThat(model.examined().accuracy().value()).isGreaterThan(0.9);
    assertThat(quality.confusion().accuracy().value()).isGreaterThan(0.9);
    assertThat(model.card()).contains("micro-F1", "CC-BY-4.0", "seed 7");
    assertThat(told).anyMatch(line -> line.startsWith("fold 3 of 3: "));
    assertThat(told)
        .anyMatch(line -> line.contains("epoch   1") && line.contains("validation loss"));
    assertThat(model.card()).contains("every utterance held out once: micro-F1");
  }

  @Test
  void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws Exception {
    for (TextForms form : TextForms.values()) {
      byte[] one = train(form, 0, 1, 1, new ArrayList<>()).model().toByteArray();
      byte[] other = train(form, 0, 1, 3, new ArrayList<>()).model().toByteArray();

      assertThat(one).as(form.key()).isEqualTo(other);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "N_GRAMS")
  void everyOtherFormServesAsItWasExamined(TextForms form) throws Exception {
    int epochs = form == TextForms.TRANSFORMER ? 20 : 100;
    TaughtModel model = train(form, 0, epochs, 2, new ArrayList<>());
    model.write(folder.resolve("models"));

    assertThat(model.examined().accuracy().value()).isGreaterThan(0.9);
    assertThat(served().confusion().accuracy().value()).isGreaterThan(0.9);
    assertThat(model.card()).contains("| form | `" + form.key() + "`: ");
    assertThat(TextForms.named(form.key())).contains(form);
  }

  @Test
  void textsWithoutWordsAreRefused() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        data.resolve("labels.csv"), "text,label\n" + "!?,a\n".repeat(10) + "...,b\n".repeat(10));

    assertThatThrownBy(() -> train(TextForms.BAG, 0, 1, 1, data, new ArrayList<>()))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining(
            "expected texts with words, found no letter or digit in the 2 to learn from");
  }

  /** What the command that evaluates says of it, through features and decoders of the worker. */
  private Quality.OfClasses served() throws Exception {
    List<Candidate> candidates = Candidate.of(folder.resolve("models/intents"));
    Report report =
        new Evaluation(
                OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU)),
                file -> {
                  throw new IllegalStateException("no clip is expected");
                },
                System::nanoTime)
            .run(candidates, Evaluation.samples(candidates, folder.resolve("data")), "", any -> {});
    return (Quality.OfClasses) report.candidates().get(0).quality();
  }

  private TaughtModel train(TextForms form, int folds, int epochs, int threads, List<String> told)
      throws Exception {
    return train(form, folds, epochs, threads, data(), told);
  }

  private static TaughtModel train(
      TextForms form, int folds, int epochs, int threads, Path data, List<String> told)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return new IntentTraining(form, 7, folds, epochs, pool, told::add).run(data, OnnxModel::of);
    } finally {
      pool.shutdownNow();
    }
  }

  /** In the tables' own form, requests to switch and to play. */
  private Path data() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    StringBuilder table = new StringBuilder("answerid;scenario;intent;answer_from_anno\n");
    StringBuilder plain = new StringBuilder("text,label\n");
    for (String room : List.of("kitchen", "hall", "garage", "bath", "attic", "cellar", "porch")) {
      for (String please : List.of("", "please ", "now ", "could you ", "hey ")) {
        add(table, plain, "light", "on", please + "switch on the " + room + " lights");
        add(table, plain, "light", "off", please + "turn the lamp off in the " + room);
        add(table, plain, "music", "play", please + "play some jazz in the " + room);
      }
    }
    Files.writeString(data.resolve("one.csv"), table);
    Files.writeString(data.resolve("labels.csv"), plain);
    return data;
  }

  private static void add(
      StringBuilder table, StringBuilder plain, String scenario, String intent, String text) {
    table.append("1;%s;%s;\"%s\"\n".formatted(scenario, intent, text));
    plain.append("%s,%s_%s\n".formatted(text, scenario, intent));
  }
}
