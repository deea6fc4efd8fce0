package io.sensorium.model.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.calibrate.Calibration;
import io.sensorium.model.file.OnnxFile;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.prepare.UnfitModelException;
import io.sensorium.model.quantize.PlannedLayer;
import io.sensorium.model.quantize.WeightChoice;
import io.sensorium.model.sample.KeptSamples;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.sensitivity.FloatAnswers;
import io.sensorium.model.sensitivity.Likeness;
import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageFeatures;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Layout;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models that others have trained and exported, on real pictures and sound. */
class ThirdPartyModelsTest {
  private static final String PHOTOS = "coco128-permissive/open/images/train2017";

  /** 7-bit weights: sums fit on every processor, so figures do not depend on it. */
  private static final WeightChoice WEIGHTS = new WeightChoice(7, true);

  private static final StaticSettings SETTINGS =
      new StaticSettings(
          Calibration.LEAST_SQUARES, WEIGHTS, Refinement.ALL, List.of(), OptionalDouble.empty());

  @Test
  void ultraFaceOfOperatorSet9RunsOnIntegers() throws Exception {
    ModelProto model = model("ultraface/models/onnx/version-RFB-320.onnx");
    Samples photos =
        photos("input", spec(240, 320, Colour.RGB, Resize.STRETCH, 1 / 128.0, 127 / 128.0), 6);

    StaticResult result = quantized(model, photos, SETTINGS);

    assertThat(result.operators()).containsEntry("QLinearConv", 52);
    assertThat(result.operators()).doesNotContainKeys("Conv", "FusedConv", "BatchNormalization");
    assertThat(result.unfused()).isEmpty();
    assertThat(result.budget().quality()).isGreaterThan(0.98);
  }

  @Test
  void soundQualityIsJudgedAlikeOnIntegersButForTheSpectrum() throws Exception {
    // given a model that computes its spectrum with convolutions, which --max-drop finds
    ModelProto model = model("dnsmos/DNSMOS/DNSMOS/sig_bak_ovr.onnx");
    Samples speech = speech("input_1", 144_160, 1);
    StaticSettings settings =
        new StaticSettings(
            Calibration.LEAST_SQUARES,
            WEIGHTS,
            Refinement.ALL,
            List.of("stft-*"),
            OptionalDouble.empty());

    StaticResult result = quantized(model, speech, settings);

    assertThat(result.operators())
        .containsEntry("QLinearConv", 7)
        .containsEntry("QGemm", 3)
        .containsEntry("Conv", 2);
    assertThat(result.layers())
        .filteredOn(layer -> !layer.quantized())
        .extracting(PlannedLayer::node)
        .containsExactlyInAnyOrder("stft-real", "stft-imag");
    assertThat(result.budget().quality()).isGreaterThan(0.97);
  }

  @Test
  void yoloxNanoRunsOnIntegersButForItsBoxes() throws Exception {
    ModelProto model = model("yolox-nano/model/yolox_nano.onnx");
    Samples photos = photos("images", spec(416, 416, Colour.BGR, Resize.LETTERBOX, 1, 0), 3);

    StaticResult result = quantized(model, photos, SETTINGS);

    assertThat(result.operators())
        .containsEntry("QLinearConv", 113)
        .containsEntry("QLinearSigmoid", 104)
        .containsEntry("Sigmoid", 6)
        .doesNotContainKeys("Conv", "FusedConv");
    assertThat(result.layers()).allMatch(PlannedLayer::quantized);
    assertThat(result.budget().quality()).isGreaterThan(0.5);
  }

  @Test
  void aModelWhoseLayersAreAllInBranchesIsRefused() throws Exception {
    ModelProto model = model("silero-vad/src/silero_vad/data/silero_vad.onnx");
    Samples none = listed(1, i -> Map.of());

    assertThatThrownBy(() -> quantized(model, none, SETTINGS))
        .isInstanceOf(UnfitModelException.class)
        .hasMessageContaining("outside of If and Loop");
  }

  @Test
  void aModelInHalfPrecisionIsRefused() throws Exception {
    ModelProto model = model("winml-squeezenet-mnist/SharedContent/models/SqueezeNet_fp16.onnx");
    Samples none = listed(1, i -> Map.of());

    assertThatThrownBy(() -> quantized(model, none, SETTINGS))
        .isInstanceOf(UnfitModelException.class)
        .hasMessageContaining("32-bit floats");
  }

  private static StaticResult quantized(
      ModelProto model, Samples samples, StaticSettings settings) {
    Samples kept = new KeptSamples(samples);
    Set<String> outputs =
        model.getGraph().getOutputList().stream().map(o -> o.getName()).collect(Collectors.toSet());
    return StaticInt8.quantize(
        model,
        kept,
        settings,
        floats ->
            new Likeness(new FloatAnswers(floats, OnnxModel::of, kept, outputs, kept.count())),
        line -> {});
  }

  private static ModelProto model(String name) {
    return OnnxFile.read(data("onnx-models/" + name));
  }

  private static ImageSpec spec(
      int height, int width, Colour colour, Resize resize, double scale, double mean) {
    List<Double> means = List.of(mean, mean, mean);
    List<Double> ones = List.of(1.0, 1.0, 1.0);
    return new ImageSpec(
        height,
        width,
        Layout.CHW,
        colour,
        resize,
        scale,
        means,
        ones,
        1L << 26,
        0,
        Filter.BILINEAR,
        1L << 26);
  }

  private static Samples photos(String input, ImageSpec spec, int count) throws Exception {
    ImageFeatures features = new ImageFeatures(spec);
    try (Stream<Path> files = Files.list(data(PHOTOS))) {
      List<Path> photos = files.sorted().limit(count).toList();
      return listed(
          photos.size(),
          i -> {
            FloatBuffer values = FloatBuffer.allocate(spec.size());
            try {
              features.write(ByteBuffer.wrap(Files.readAllBytes(photos.get(i))), values);
            } catch (Exception unreadable) {
              throw new AssertionError(unreadable);
            }
            List<Long> dims = List.of(1L, 3L, (long) spec.height(), (long) spec.width());
            return Map.of(input, Numbers.of(values.array(), dims));
          });
    }
  }

  private static Samples speech(String input, int length, int count) throws Exception {
    byte[] file = Files.readAllBytes(data("onnx-models/silero-vad/tests/data/test.wav"));
    ShortBuffer sound =
        ByteBuffer.wrap(file, 44, file.length - 44).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    return listed(
        count,
        i -> {
          float[] values = new float[length];
          for (int k = 0; k < length; k++) {
            values[k] = sound.get(i * length + k) / 32768f;
          }
          return Map.of(input, Numbers.of(values, List.of(1L, (long) length)));
        });
  }

  private static Samples listed(int count, IntFunction<Map<String, Numbers>> samples) {
    return new Samples() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public Map<String, Numbers> at(int place) {
        return samples.apply(place);
      }
    };
  }

  private static Path data(String path) {
    String root = System.getenv("SENSORIUM_DATA");
    assumeTrue(root != null, "SENSORIUM_DATA names no folder with " + path);
    return Path.of(root).resolve(path);
  }
}
