package io.sensorium.deploy.command.model;

import io.sensorium.deploy.scenario.WavClips;
import io.sensorium.model.evaluate.Candidate;
import io.sensorium.model.evaluate.Evaluation;
import io.sensorium.model.evaluate.Report;
import io.sensorium.model.evaluate.ReportJson;
import io.sensorium.model.evaluate.ReportText;
import io.sensorium.model.evaluate.page.EvaluationPage;
import io.sensorium.model.labelled.Sample;
import io.sensorium.worker.onnx.OnnxRuntime;
import io.sensorium.worker.onnx.OnnxSettings;
import io.sensorium.worker.onnx.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures models on labelled samples. */
@Command(
    name = "evaluate",
    description = {
      "Measure models, or variants of one, side by side on labelled samples, with the features and",
      "decoders that serve them. One thread on the CPU; differences come with a test of chance."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int TOLD_EVERY = 500;

  @Parameters(
      arity = "1..*",
      paramLabel = "MODEL",
      description =
          "models/NAME for all variants of its highest version, models/NAME/VERSION, or a model file"
              + " in it. The first is what the others are compared with.")
  private List<Path> models = List.of();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "A folder for each class (jpg, png, wav, txt); or a labels.csv with columns file,label or"
              + " text,label, or beside a recording label,from_us,to_us; for detection pictures with YOLO's label files.")
  private Path data = Path.of("");

  @Option(names = "--json", paramLabel = "FILE", description = "Where all figures go as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where a page with tables and drawings goes: one file for any browser.")
  private @Nullable Path html;

  @Override
  public Integer call() {
    List<Candidate> candidates =
        models.stream().flatMap(path -> Candidate.of(path).stream()).distinct().toList();
    List<Sample> samples = Evaluation.samples(candidates, data);
    OnnxRuntime runtime = OnnxRuntime.open(OnnxSettings.DEFAULT.on(Provider.CPU));
    Report report =
        new Evaluation(runtime, new WavClips(), System::nanoTime)
            .run(candidates, samples, data.toString(), done -> tell(done, samples.size()));
    ReportText.lines(report).forEach(System.out::println);
    if (json != null) {
      ReportJson.write(report, json);
    }
    if (html != null) {
      EvaluationPage.write(report, html);
    }
    return 0;
  }

  private static void tell(int done, int all) {
    if (done % TOLD_EVERY == 0) {
      System.err.printf("%,d of %,d samples%n", done, all);
    }
  }
}
