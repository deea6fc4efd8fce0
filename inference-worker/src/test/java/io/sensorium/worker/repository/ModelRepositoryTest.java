package io.sensorium.worker.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import io.sensorium.worker.feature.TfIdf.Norm;
import io.sensorium.worker.repository.FeatureDescription.Cleaning;
import io.sensorium.worker.repository.FeatureDescription.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelRepositoryTest {
  private static final String SHA256_OF_FP32 =
      "a7de279585e75a22b2a4f3fd8a2a0f0d1f1f9a6a1f3d1f5ab9a2ae7c6a2b0a11";

  @TempDir private Path root;

  @BeforeEach
  void aModelWithThreeVersions() throws IOException {
    write("door/model.yaml", "task: classification\nlabels: labels.txt\n");
    write("door/1/model.onnx", "one");
    write("door/9/model.onnx", "nine");
    write("door/10/model.onnx", "fp32");
    write("door/10/model.int8.onnx", "int8");
    write("door/10/labels.txt", "open\nclosed\n\n");
  }

  @Test
  void theHighestNumberIsTheDefaultVersion() {
    ModelRepository repository = ModelRepository.open(root);
    assertThat(repository.models()).containsExactly("door");
    assertThat(repository.versions("door")).containsExactly("1", "9", "10");
    ModelVersion version = repository.version("door", null);
    assertThat(version.version()).isEqualTo("10");
    assertThat(version.labels()).containsExactly("open", "closed");
    assertThat(version.description().task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(repository.version("door", "9").version()).isEqualTo("9");
  }

  @Test
  void theFirstVariantThatIsThereIsChosen() {
    ModelVersion version = ModelRepository.open(root).version("door", null);
    assertThat(version.file(List.of("fp16", "int8", "fp32")).variant()).isEqualTo("int8");
    assertThat(version.file(List.of("fp32")).path()).hasFileName("model.onnx");
    assertThat(version.file(List.of("fp32")).sha256()).hasSize(64);
    assertThatThrownBy(() -> version.file(List.of("int4")))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("expected one of the variants [int4], found");
  }

  @Test
  void bytesThatAreNotThoseOfTheChecksumAreRefused() throws IOException {
    // given
    write("door/10/sha256", SHA256_OF_FP32 + "  model.onnx\n");
    ModelVersion version = ModelRepository.open(root).version("door", null);

    // then
    assertThatThrownBy(() -> version.file(List.of("fp32")))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("expected sha256 " + SHA256_OF_FP32);
    assertThatThrownBy(() -> version.file(List.of("int8"))).hasMessageContaining("found none");
    assertThatThrownBy(version::labels).hasMessageContaining("labels.txt");
  }

  @Test
  void aRightChecksumIsAccepted() throws IOException {
    String sha256 = Checksums.sha256(root.resolve("door/10/model.onnx"));
    write("door/10/sha256", sha256 + " *model.onnx\n");
    ModelVersion version = ModelRepository.open(root).version("door", null);
    assertThat(version.file(List.of("fp32")).sha256()).isEqualTo(sha256);
  }

  @Test
  void whatIsNotThereIsNamedBesideWhatIs() {
    ModelRepository repository = ModelRepository.open(root);
    assertThatThrownBy(() -> repository.version("window", null))
        .hasMessageContaining("one of the models [door], found 'window'");
    assertThatThrownBy(() -> repository.version("door", "2"))
        .hasMessageContaining("one of the versions [1, 9, 10], found '2'");
    assertThatThrownBy(() -> ModelRepository.open(root.resolve("none")))
        .hasMessageContaining("found nothing");
  }

  @Test
  void noNameAndNoLinkLeadsOutOfTheRepository(@TempDir Path outside) throws IOException {
    ModelRepository repository = ModelRepository.open(root);
    assertThatThrownBy(() -> repository.version("../door", null))
        .hasMessageContaining("a plain name");
    write("door/model.yaml", "labels: ../../secret\n");
    assertThatThrownBy(() -> repository.version("door", null).labels())
        .hasMessageContaining("a plain name");
    Files.writeString(outside.resolve("model.onnx"), "elsewhere");
    Files.createDirectories(root.resolve("linked/1"));
    Files.createSymbolicLink(root.resolve("linked/1/model.onnx"), outside.resolve("model.onnx"));
    assertThatThrownBy(() -> repository.version("linked", null))
        .hasMessageContaining("a file inside the repository");
  }

  @Test
  void everyKindOfInputIsRead() throws IOException {
    // given
    write(
        "door/model.yaml",
        """
        inputs:
          pixels: { image: { size: [64, 96], colour: bgr, resize: letterbox, scale: 0.5, mean: [1, 2, 3] } }
          mel: { audio: { sample-rate: 16000, log-mel: { bands: 32, window: 400, hop: 320, min-hz: 50, max-hz: 8000 } } }
          wave: { audio: { sample-rate: 16000, raw: { window: 512, context: 64 } } }
          tokens: { text: { vocabulary: vocabulary.txt, length: 24 } }
        outputs:
          boxes: { decoder: yolox, score-threshold: 0.25 }
        """);

    // when
    ModelDescription description = ModelRepository.open(root).version("door", null).description();

    // then
    assertThat(description.inputs())
        .containsEntry(
            "pixels",
            new FeatureDescription.Image(
                List.of(64, 96),
                Colour.BGR,
                Resize.LETTERBOX,
                0.5,
                List.of(1.0, 2.0, 3.0),
                List.of(),
                50_000_000,
                0,
                Filter.BILINEAR,
                64L << 20))
        .containsEntry("mel", new FeatureDescription.LogMel(16_000, 32, 400, 320, 50, 8_000))
        .containsEntry("wave", new FeatureDescription.Raw(16_000, 512, 64, false))
        .containsEntry(
            "tokens", new FeatureDescription.Text("vocabulary.txt", 24, Cleaning.DEFAULT));
    assertThat(description.outputs().get("boxes").scoreThreshold()).isEqualTo(0.25);
    assertThat(description.outputs().get("boxes").decoder())
        .isEqualTo(OutputDescription.Decoder.YOLOX);
  }

  @Test
  void everyKindOfTextAndSoundIsRead() throws IOException {
    // given
    write(
        "door/model.yaml",
        """
        inputs:
          photo: { image: { resize: crop, shorter-side: 256, filter: bicubic, max-bytes: 1000 } }
          mfcc: { audio: { sample-rate: 8000, mfcc: { coefficients: 13, bands: 26, window: 200, hop: 80 } } }
          whole: { audio: { sample-rate: 8000, raw: { standardise: true } } }
          bins: { audio: { sample-rate: 8000, spectrum: { window: 512, hop: 256 } } }
          bag: { text: { bag-of-words: { vocabulary: w.txt, binary: true }, cleaning: { stop-words: s.txt } } }
          rare: { text: { tf-idf: { file: idf.tsv, sublinear: true, norm: l1 } } }
          mean: { text: { word-vectors: { file: v.bin }, cleaning: { nfkc: false, lower-case: false, punctuation: true, min-length: 2 } } }
          mask: { text: { tokenizer: { length: 32, gives: attention-mask } } }
        """);

    // when
    Map<String, FeatureDescription> inputs =
        ModelRepository.open(root).version("door", null).description().inputs();

    // then
    FeatureDescription.Image photo = (FeatureDescription.Image) inputs.get("photo");
    assertThat(photo.resize()).isEqualTo(Resize.CROP);
    assertThat(photo.shorterSide()).isEqualTo(256);
    assertThat(photo.filter()).isEqualTo(Filter.BICUBIC);
    assertThat(photo.maxBytes()).isEqualTo(1000);
    assertThat(inputs)
        .containsEntry(
            "mfcc",
            new FeatureDescription.Mfcc(
                new FeatureDescription.LogMel(8000, 26, 200, 80, 0, 4000), 13))
        .containsEntry("whole", new FeatureDescription.Raw(8000, null, 0, true))
        .containsEntry("bins", new FeatureDescription.Spectrum(8000, 512, 256))
        .containsEntry(
            "bag",
            new FeatureDescription.BagOfWords(
                "w.txt", true, new Cleaning(true, true, false, 1, "s.txt")))
        .containsEntry(
            "rare", new FeatureDescription.TfIdf("idf.tsv", true, Norm.L1, Cleaning.DEFAULT))
        .containsEntry(
            "mean",
            new FeatureDescription.WordVectors("v.bin", new Cleaning(false, false, true, 2, null)))
        .containsEntry(
            "mask", new FeatureDescription.Subwords("tokenizer.json", 32, Part.ATTENTION_MASK));
  }

  @Test
  void keysThatDoNotGoTogetherAreRefusedByName() throws IOException {
    for (String[] pair :
        new String[][] {
          {"inputs.x.image.shorter-side", "{ image: { shorter-side: 256 } }"},
          {"inputs.x.image.filter", "{ image: { filter: sharp } }"},
          {"inputs.x.audio", "{ audio: { sample-rate: 8000, raw: {}, spectrum: {} } }"},
          {"inputs.x.audio.mfcc.bands", "{ audio: { sample-rate: 8000, mfcc: {} } }"},
          {"inputs.x.text", "{ text: { vocabulary: a.txt, tf-idf: { file: b.tsv } } }"},
          {"inputs.x.text.length", "{ text: { length: 4, bag-of-words: { vocabulary: a } } }"},
          {"inputs.x.text.cleaning", "{ text: { tokenizer: {}, cleaning: {} } }"},
          {"inputs.x.text.tokenizer.gives", "{ text: { tokenizer: { gives: tokens } } }"},
        }) {
      write("door/model.yaml", "inputs: { x: " + pair[1] + " }\n");
      assertThatThrownBy(() -> ModelRepository.open(root).version("door", null))
          .as(pair[1])
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("key '" + pair[0] + "'");
    }
  }

  @Test
  void unknownKeysAndWordsAreRefusedByName() throws IOException {
    ModelRepository repository = ModelRepository.open(root);
    write("door/model.yaml", "tasks: classification\n");
    assertThatThrownBy(() -> repository.version("door", null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tasks");
    write("door/model.yaml", "inputs: { x: { image: { colour: green } } }\n");
    assertThatThrownBy(() -> repository.version("door", null))
        .hasMessageContaining("inputs.x.image.colour")
        .hasMessageContaining("[rgb, bgr, grey]");
    write("door/model.yaml", "inputs: { x: { } }\n");
    assertThatThrownBy(() -> repository.version("door", null))
        .hasMessageContaining("exactly one of 'image', 'audio', 'text'");
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
