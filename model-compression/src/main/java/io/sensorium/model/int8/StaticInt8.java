package io.sensorium.model.int8;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.sensorium.model.calibrate.Calibrator;
import io.sensorium.model.calibrate.ChannelMeans;
import io.sensorium.model.equalize.Equalization;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.prepare.PreparedModel;
import io.sensorium.model.prepare.UnfitModelException;
import io.sensorium.model.quantize.InputMeans;
import io.sensorium.model.quantize.OnnxRunner;
import io.sensorium.model.quantize.PlannedLayer;
import io.sensorium.model.quantize.QuantizationPlan;
import io.sensorium.model.quantize.Range;
import io.sensorium.model.quantize.StaticQuantizer;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.FloatAnswers;
import io.sensorium.model.sensitivity.LayerBudget;
import io.sensorium.model.sensitivity.Likeness;
import io.sensorium.model.sensitivity.Quality;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prepares, calibrates, quantizes and measures one model. */
public final class StaticInt8 {
  private static final int RANKING_SAMPLES = 8;

  private final ModelProto prepared;
  private final Samples samples;
  private final StaticSettings settings;
  private final Consumer<String> progress;
  private final Set<String> excluded;

  /** Layers that can run on 8 bits. */
  private final List<String> onSteps;

  /**
   * The model as it is quantized, and what the samples tell of it.
   *
   * @param floats has the function of the model that was given
   */
  private record Calibrated(
      ModelProto floats, Map<String, Range> ranges, Map<String, InputMeans> means) {}

  private StaticInt8(
      ModelProto prepared, Samples samples, StaticSettings settings, Consumer<String> progress) {
    this.prepared = prepared;
    this.samples = samples;
    this.settings = settings;
    this.progress = progress;
    this.excluded = NodeGlobs.matched(prepared.getGraph().getNodeList(), settings.exclude());
    this.onSteps = layersOnSteps();
  }

  /**
   * Quantizes a model.
   *
   * @param model in float
   * @param samples of its inputs, to calibrate with
   * @param measure gives the quality that is to be kept, from the float model
   * @param progress is told a line at a time
   * @throws UnfitModelException if nothing of the model can run on 8 bits
   */
  public static StaticResult quantize(
      ModelProto model,
      Samples samples,
      StaticSettings settings,
      Function<byte[], Quality> measure,
      Consumer<String> progress) {
    ModelProto prepared = PreparedModel.of(model, OnnxModel::simplified);
    return new StaticInt8(prepared, samples, settings, progress).quantize(measure);
  }

  /**
   * As the other, without a look at the result.
   *
   * @param settings whose drop is not looked at
   */
  public static ModelProto quantize(ModelProto model, Samples samples, StaticSettings settings) {
    ModelProto prepared = PreparedModel.of(model, OnnxModel::simplified);
    StaticInt8 job = new StaticInt8(prepared, samples, settings, line -> {});
    return job.quantized(Set.of(), job.calibrated());
  }

  private List<String> layersOnSteps() {
    QuantizationPlan plan = plan(prepared, Set.of());
    List<String> onSteps =
        plan.layers().stream().filter(PlannedLayer::quantized).map(PlannedLayer::node).toList();
    if (onSteps.isEmpty()) {
      throw new UnfitModelException(
          "convolutions or products with constant weights, outside of If and Loop",
          plan.layers().isEmpty() ? "none" : reasons(plan.layers()).toString(),
          "Leave the model in float, or try another scheme");
    }
    return onSteps;
  }

  private StaticResult quantize(Function<byte[], Quality> measure) {
    Calibrated calibrated = calibrated();
    byte[] floats = prepared.toByteArray();
    Quality quality = measure.apply(floats);
    LayerBudget.Result budget = budget(floats, quality, calibrated);
    Set<String> left = budget.floats().stream().map(e -> e.node()).collect(Collectors.toSet());
    ModelProto quantized = quantized(left, calibrated);
    ModelProto optimised = OnnxModel.optimised(quantized);
    List<PlannedLayer> layers = plan(prepared, left).layers();
    return new StaticResult(
        quantized,
        layers,
        budget,
        quality.description(),
        unfused(layers, optimised),
        operators(optimised));
  }

  private Calibrated calibrated() {
    progress.accept("calibrating on %d samples".formatted(samples.count()));
    ModelProto floats =
        settings.refinement().equalize()
            ? Equalization.of(prepared, StaticInt8::open, samples, settings.weights())
            : prepared;
    QuantizationPlan plan = plan(floats, Set.of());
    Map<String, Range> ranges =
        new Calibrator(StaticInt8::open)
            .ranges(floats, plan.activations(), samples, settings.calibration());
    Map<String, InputMeans> means =
        settings.refinement().correct()
            ? ChannelMeans.of(floats, plan, ranges, StaticInt8::open, samples)
            : Map.of();
    return new Calibrated(floats, ranges, means);
  }

  private LayerBudget.Result budget(byte[] floats, Quality quality, Calibrated calibrated) {
    if (settings.maxDrop().isEmpty()) {
      double reached = with(Set.of(), calibrated, quality);
      return new LayerBudget.Result(List.of(), reached, true);
    }
    Set<String> outputs =
        prepared.getGraph().getOutputList().stream()
            .map(o -> o.getName())
            .collect(Collectors.toSet());
    Quality likeness =
        new Likeness(new FloatAnswers(floats, StaticInt8::open, samples, outputs, RANKING_SAMPLES));
    double least = quality.of(floats) - settings.maxDrop().getAsDouble();
    progress.accept(
        "looking for layers to leave in float, should %.4f not be reached".formatted(least));
    return new LayerBudget(
            onSteps,
            left -> with(left, calibrated, likeness),
            left -> with(left, calibrated, quality),
            least)
        .search();
  }

  private double with(Set<String> left, Calibrated calibrated, Quality quality) {
    return quality.of(quantized(left, calibrated).toByteArray());
  }

  private ModelProto quantized(Set<String> left, Calibrated calibrated) {
    return StaticQuantizer.quantize(
        calibrated.floats(),
        plan(calibrated.floats(), left),
        calibrated.ranges(),
        settings.weights(),
        calibrated.means());
  }

  private QuantizationPlan plan(ModelProto model, Set<String> left) {
    Set<String> floats = new HashSet<>(excluded);
    floats.addAll(left);
    return new QuantizationPlan(model.getGraph(), floats);
  }

  /** How many layers stay in float for each reason. */
  private static Map<String, Integer> reasons(List<PlannedLayer> layers) {
    Map<String, Integer> reasons = new TreeMap<>();
    layers.forEach(layer -> reasons.merge(layer.floatBecause(), 1, Integer::sum));
    return reasons;
  }

  /** Layers that stand in the optimised graph as they would in float. */
  private static List<String> unfused(List<PlannedLayer> layers, ModelProto optimised) {
    Set<String> floats =
        optimised.getGraph().getNodeList().stream()
            .filter(n -> n.getOpType().matches("(Fused)?(Conv|Gemm|MatMul)"))
            .map(NodeProto::getName)
            .collect(Collectors.toSet());
    return layers.stream()
        .filter(PlannedLayer::quantized)
        .map(PlannedLayer::node)
        .filter(floats::contains)
        .toList();
  }

  private static Map<String, Integer> operators(ModelProto model) {
    Map<String, Integer> operators = new TreeMap<>();
    model.getGraph().getNodeList().forEach(n -> operators.merge(n.getOpType(), 1, Integer::sum));
    return operators;
  }

  private static OnnxRunner open(byte[] model) {
    return OnnxModel.of(model);
  }
}
