package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.model.int8.CalibrationChoice;
import io.sensorium.model.int8.StaticInt8;
import io.sensorium.model.int8.StaticResult;
import io.sensorium.model.int8.StaticSettings;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.onnx.Processor;
import io.sensorium.model.quantize.PlannedLayer;
import io.sensorium.model.sample.KeptSamples;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.FloatAnswers;
import io.sensorium.model.sensitivity.LayerError;
import io.sensorium.model.sensitivity.Likeness;
import io.sensorium.model.sensitivity.Quality;
import io.sensorium.model.sensitivity.SameLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Weights and activations on 8 bits, with ranges from samples. */
record StaticScheme(StaticOptions options, ConnectionOptions connection) implements QuantizeScheme {
  private static final int MEASURED_SAMPLES = 64;

  @Override
  public String variant() {
    return "int8";
  }

  @Override
  public Outcome quantize(QuantizeTarget target, ModelProto floats, Consumer<String> progress) {
    Samples samples = new KeptSamples(samples(target, floats));
    Function<byte[], Quality> measure = model -> quality(target, floats, samples, model);
    StaticSettings settings = options.settings();
    List<String> lines = new ArrayList<>();
    if (options.calibrations().size() > 1) {
      CalibrationChoice choice =
          CalibrationChoice.of(
              floats, samples, options.calibrations(), settings, measure, progress);
      settings = settings.calibrated(choice.best());
      lines.add(line(choice));
    }
    StaticResult result = StaticInt8.quantize(floats, samples, settings, measure, progress);
    lines.addAll(lines(result));
    return new Outcome(result.model(), lines, Optional.of(samples.at(0)));
  }

  private static String line(CalibrationChoice choice) {
    String tried =
        choice.tried().stream()
            .map(t -> String.format(Locale.ROOT, "%s %.4f", t.calibration().name(), t.quality()))
            .collect(Collectors.joining(", "));
    return "ranges    %s; quality with all on 8 bits: %s".formatted(choice.best().name(), tried);
  }

  private Samples samples(QuantizeTarget target, ModelProto floats) {
    Path folder = options.samples;
    String topic = options.topic;
    if (folder != null && topic == null) {
      return ModelSamples.of(target, floats, folder, options.maxSamples);
    }
    if (topic != null && folder == null) {
      return ModelSamples.ofTopic(target, connection.kafka(), topic, options.maxSamples);
    }
    throw new ConfigException(
        "--samples, --topic: expected a folder of samples or a topic of events, found "
            + (folder == null ? "neither" : "both")
            + ". Static quantization learns the activations' ranges from them; give one.");
  }

  private Quality quality(QuantizeTarget target, ModelProto floats, Samples samples, byte[] model) {
    if ("task".equals(measure(target, floats))) {
      return new TaskQuality(target, options.labelled);
    }
    Set<String> outputs =
        floats.getGraph().getOutputList().stream()
            .map(output -> output.getName())
            .collect(Collectors.toSet());
    FloatAnswers answers =
        new FloatAnswers(model, OnnxModel::of, samples, outputs, MEASURED_SAMPLES);
    return switch (measure(target, floats)) {
      case "likeness" -> new Likeness(answers);
      case "label" -> new SameLabel(answers, floats.getGraph().getOutput(0).getName());
      default ->
          throw new ConfigException(
              "--measure: expected likeness, label or task, found '"
                  + options.measure
                  + "'. Correct it.");
    };
  }

  private String measure(QuantizeTarget target, ModelProto floats) {
    if (options.measure != null) {
      return options.measure;
    }
    if (options.labelled != null) {
      return "task";
    }
    boolean labels = target.classifies() && floats.getGraph().getOutputCount() == 1;
    return labels ? "label" : "likeness";
  }

  private List<String> lines(StaticResult result) {
    List<String> lines = new ArrayList<>();
    List<PlannedLayer> floats =
        result.layers().stream().filter(layer -> !layer.quantized()).toList();
    lines.add(
        String.format(
            Locale.ROOT,
            "layers    %d on 8 bits, %d left in float",
            result.layers().size() - floats.size(),
            floats.size()));
    for (LayerError error : result.budget().floats()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "            %s: alone on 8 bits it costs %.2f %% of likeness",
              error.node(),
              100 * error.loss()));
    }
    Set<String> searched =
        result.budget().floats().stream().map(LayerError::node).collect(Collectors.toSet());
    floats.stream()
        .filter(layer -> !searched.contains(layer.node()))
        .forEach(layer -> lines.add("            " + layer.node() + ": " + layer.floatBecause()));
    lines.add(
        String.format(
            Locale.ROOT, "quality   %.4f %s", result.budget().quality(), result.measure()));
    if (!result.budget().held()) {
      lines.add("WARNING   the drop allowed is exceeded even with all layers in float");
    }
    if (!result.unfused().isEmpty()) {
      lines.add("WARNING   ONNX Runtime runs these in float here: " + result.unfused());
    }
    if (!options.reduced() && Processor.saturates()) {
      lines.add(
          "WARNING   this processor has no VNNI: its 8-bit kernels cut sums off, which costs quality"
              + " here. Compare with --weight-bits 7; processors with VNNI do better with 8.");
    }
    return lines;
  }
}
