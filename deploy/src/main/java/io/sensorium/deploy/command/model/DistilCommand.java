package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.distil.Distillation;
import io.sensorium.model.distil.Student;
import io.sensorium.model.distil.Teaching;
import io.sensorium.model.family.Blueprint;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.search.ArchitectureSearch;
import io.sensorium.model.search.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Teaches a small network what a larger model says. */
@Command(
    name = "distil",
    description = {
      "Teach a small network what a classifier says of samples, and write it with the same input and",
      "output. The same student every time for the same seed, whatever the number of threads."
    })
final class DistilCommand implements Callable<Integer> {
  private static final int VALIDATION_PERCENT = 15;
  private static final int TEST_PERCENT = 15;

  @Parameters(
      index = "0",
      paramLabel = "TEACHER",
      description =
          "A classifier with one float input of images or spectrograms: FOLDER/MODEL[/VERSION] of a"
              + " repository, or an .onnx file with .npy samples.")
  private Path model = Path.of("");

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description = "Samples without labels, as 'model quantize' takes them.")
  private @Nullable Path samples;

  @Option(
      names = "--labelled",
      paramLabel = "DIR",
      description = "Samples with labels, as 'model evaluate' takes them.")
  private @Nullable Path labelled;

  @Option(
      names = "--max-samples",
      paramLabel = "N",
      description = "Of --samples, spread evenly (default: ${DEFAULT-VALUE}).")
  private int most = 10_000;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The student.")
  private Path out = Path.of("");

  @Option(
      names = "--student",
      paramLabel = "FAMILY",
      description = "plain, residual, inception, mbconv or mbconv-se (default: plain).")
  private @Nullable String family;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Channels of its first stage (default: 16).")
  private @Nullable Integer width;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Blocks of each of its three stages (default: 1).")
  private @Nullable Integer depth;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Softens what the teacher says (default: ${DEFAULT-VALUE}).")
  private double temperature = 4;

  @Option(
      names = "--soft",
      paramLabel = "SHARE",
      description =
          "Share of the teacher in the loss, the rest is of labels (default: 0.7; 1 without labels).")
  private @Nullable Double soft;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "At most; validation may end it before (default: ${DEFAULT-VALUE}).")
  private int epochs = 30;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Of parts, first parameters and order (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--compare",
      description = "Also teach the same student from labels alone, to see what the teacher adds.")
  private boolean compare;

  @ArgGroup(exclusive = false, heading = "To search for a student:%n")
  private SearchOptions search = new SearchOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    QuantizeTarget target = QuantizeTarget.of(model);
    if (Files.exists(out) && Files.isSameFile(out, target.file())) {
      throw new ConfigException(
          out + ": expected another file than the teacher itself. Correct --out.");
    }
    refuseWhatWouldBeIgnored();
    Teaching teaching = teaching();
    List<Blueprint> blueprints = search.wanted() ? search.blueprints() : List.of(student());
    double budget = search.micros();
    ModelProto floats = OnnxFile.read(target.file());
    DistilLesson lesson =
        DistilLesson.of(target, floats, new DistilLesson.Source(samples, labelled, most));
    if (labelled != null && LabelledData.isRecording(labelled)) {
      System.err.println(
          "WARNING   events of one recording follow each other and are in every part: figures of the"
              + " test are too good. Measure the student on another with 'model evaluate'.");
    }
    int count = lesson.material().rows().size();
    Split split = Split.drawn(count, VALIDATION_PERCENT, TEST_PERCENT, seed);
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Distillation distillation = new Distillation(lesson.material(), split, threads);
      Blueprint chosen =
          search.wanted()
              ? searched(distillation, lesson, teaching, blueprints, budget)
              : blueprints.get(0);
      Student student = distillation.teach(chosen, teaching, System.err::println);
      List<DistilReport.Row> others = new ArrayList<>();
      if (compare) {
        System.err.println("the same student from labels alone");
        Student other = distillation.teach(chosen, teaching.hard(), System.err::println);
        others.add(new DistilReport.Row("labels alone", other));
      }
      new DistilReport(target.file(), floats, lesson, distillation)
          .write(student, others, teaching, out)
          .forEach(System.out::println);
      return 0;
    } catch (IllegalArgumentException refused) {
      throw new ConfigException(target.file() + ": " + refused.getMessage() + ".", refused);
    } finally {
      threads.shutdownNow();
    }
  }

  private Blueprint student() {
    return SearchOptions.blueprint(
        family == null ? "plain" : family, width == null ? 16 : width, depth == null ? 1 : depth);
  }

  private void refuseWhatWouldBeIgnored() {
    search.refuseUnlessWanted();
    if (search.wanted() && (family != null || width != null || depth != null)) {
      throw new ConfigException(
          "--student, --width and --depth: expected them without --search, found one with it. Use"
              + " --students, --widths and --depths.");
    }
  }

  private Teaching teaching() {
    boolean labels = labelled != null;
    double share = soft == null ? (labels ? 0.7 : 1) : soft;
    if ((share < 1 || compare) && !labels) {
      throw new ConfigException(
          "--soft below 1 and --compare: expected --labelled samples, found none. Give some, or say"
              + " --soft 1.");
    }
    try {
      return new Teaching(temperature, share, epochs, seed);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + ". Correct the option.", e);
    }
  }

  private static Blueprint searched(
      Distillation distillation,
      DistilLesson lesson,
      Teaching teaching,
      List<Blueprint> blueprints,
      double budget)
      throws InterruptedException {
    Found found =
        new ArchitectureSearch(
                distillation, lesson.teacher(), teaching, OnnxModel::of, System.err::println)
            .run(blueprints, budget);
    found.lines().forEach(System.out::println);
    return found.best();
  }
}
