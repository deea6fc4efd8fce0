package io.sensorium.worker.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import io.sensorium.worker.repository.FeatureDescription.Part;
import io.sensorium.worker.repository.OutputDescription.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HuggingFaceFolderTest {
  /** As ViT's processor saves it. */
  private static final String VIT =
      """
      { "do_normalize": true, "do_rescale": true, "do_resize": true,
        "image_mean": [0.5, 0.4, 0.3], "image_processor_type": "ViTImageProcessor",
        "image_std": [0.25, 0.2, 0.1], "resample": 2, "rescale_factor": 0.00392156862745098,
        "size": { "height": 224, "width": 192 } }
      """;

  @TempDir private Path root;

  @BeforeEach
  void aClassifierOfImages() throws IOException {
    write(
        "config.json",
        """
        { "architectures": ["ViTForImageClassification"], "hidden_size": 8,
          "id2label": { "1": "dog", "0": "cat", "2": "bird" } }
        """);
    write("preprocessor_config.json", VIT);
    write("onnx/model.onnx", "fp32");
  }

  @Test
  void itIsVersionOneOfAModelWithItsLabels() {
    ModelRepository repository = ModelRepository.open(root);
    assertThat(repository.models()).containsExactly("pets");
    assertThat(repository.versions("pets")).containsExactly("1");
    ModelVersion version = repository.version("pets", null);
    assertThat(version.version()).isEqualTo("1");
    assertThat(version.labels()).containsExactly("cat", "dog", "bird");
    assertThat(version.description().task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(output(version).activation()).isEqualTo(Activation.SOFTMAX);
    assertThatThrownBy(() -> repository.version("pets", "2"))
        .hasMessageContaining("one of the versions [1], found '2'");
  }

  @Test
  void imagesAreAsTheProcessorMakesThem() {
    assertThat(image())
        .isEqualTo(
            new FeatureDescription.Image(
                List.of(224, 192),
                Colour.RGB,
                Resize.STRETCH,
                0.00392156862745098,
                List.of(0.5, 0.4, 0.3),
                List.of(0.25, 0.2, 0.1),
                50_000_000,
                0,
                Filter.ANTIALIAS,
                64L << 20));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'size':{'shortest_edge':256},'do_center_crop':true,'crop_size':{'height':224,'width':200} |224|200|256
          'size':256,'do_center_crop':true,'crop_size':224                                          |224|224|256
          'size':224                                                                                |224|224|0
          'size':{'shortest_edge':224},'crop_pct':0.875                                             |224|224|256
          'size':{'shortest_edge':384},'crop_pct':0.875                                             |384|384|0
          'size':{'height':64,'width':64},'do_center_crop':true,'crop_size':64                      |64 |64 |0
          """)
  void sizesAndCutsAreThoseOfTheProcessors(String keys, int height, int width, int shorterSide)
      throws IOException {
    write("preprocessor_config.json", "{'resample':3,'do_normalize':false," + keys + "}");
    FeatureDescription.Image image = image();
    assertThat(image.size()).containsExactly(height, width);
    assertThat(image.shorterSide()).isEqualTo(shorterSide);
    assertThat(image.resize()).isEqualTo(shorterSide == 0 ? Resize.STRETCH : Resize.CROP);
    assertThat(image.filter()).isEqualTo(Filter.BICUBIC);
    assertThat(image.mean()).isEmpty();
    assertThat(image.scale()).isEqualTo(1 / 255.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          size           |'size':{'shortest_edge':800,'longest_edge':1333},'resample':2
          size           |'resample':2
          size           |'size':{'height':'tall','width':2},'resample':2
          do_center_crop |'size':{'shortest_edge':224},'resample':2
          crop_size      |'size':{'shortest_edge':224},'do_center_crop':true,'crop_size':256,'resample':2
          crop_size      |'size':{'height':256,'width':256},'do_center_crop':true,'crop_size':224,'resample':2
          resample       |'size':224
          resample       |'size':224,'resample':5
          do_resize      |'size':224,'resample':2,'do_resize':false
          do_resize      |'size':224,'resample':2,'do_resize':'yes'
          image_std      |'size':224,'resample':2,'image_mean':[1,2,3],'image_std':[1,2]
          image_mean     |'size':224,'resample':2,'do_normalize':true
          do_pad         |'size':224,'resample':2,'do_pad':true
          rescale_offset |'size':224,'resample':2,'rescale_offset':true
          """)
  void whatCannotBeUnderstoodIsNamed(String key, String keys) throws IOException {
    write("preprocessor_config.json", "{" + keys + "}");
    assertThatThrownBy(this::image)
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("preprocessor_config.json: expected for key '" + key + "'")
        .hasMessageContaining("or say it in model.yaml beside it");
  }

  @ParameterizedTest
  @CsvSource({
    "model.onnx, fp32",
    "model_fp16.onnx, fp16",
    "model_int8.onnx, int8",
    "model_quantized.onnx, int8",
    "model_uint8.onnx, int8",
    "model_q4.onnx, int4",
  })
  void variantsAreKnownByTheirNames(String name, String variant) throws IOException {
    write("onnx/" + name, "bytes");
    ModelFile file = version().file(List.of(variant));
    assertThat(file.path()).hasFileName(name);
    assertThat(file.variant()).isEqualTo(variant);
  }

  @Test
  void textIsReadByTheTokenizer() throws IOException {
    write("config.json", "{'architectures':['BertModel'],'max_position_embeddings':512}");
    write("tokenizer.json", "{}");
    Files.delete(root.resolve("pets/preprocessor_config.json"));
    ModelDescription description = version().description();
    assertThat(description.task()).isEqualTo(Task.EMBEDDING);
    assertThat(description.inputs())
        .containsOnlyKeys("input_ids", "attention_mask", "token_type_ids")
        .containsEntry(
            "attention_mask",
            new FeatureDescription.Subwords("tokenizer.json", 128, Part.ATTENTION_MASK));
    write("tokenizer_config.json", "{'model_max_length':64}");
    assertThat(version().description().inputs())
        .containsEntry(
            "input_ids", new FeatureDescription.Subwords("tokenizer.json", 64, Part.INPUT_IDS));
  }

  @Test
  void soundIsAsTheExtractorMakesIt() throws IOException {
    write(
        "config.json", "{'architectures':['Wav2Vec2ForAudioClassification'],'id2label':{'0':'a'}}");
    write(
        "preprocessor_config.json",
        "{'do_normalize':true,'feature_extractor_type':'Wav2Vec2FeatureExtractor',"
            + "'feature_size':1,'padding_side':'right','padding_value':0,'sampling_rate':16000}");
    ModelVersion version = version();
    assertThat(version.description().inputs())
        .containsEntry("input_values", new FeatureDescription.Raw(16_000, null, 0, true));
    assertThat(output(version).activation()).isEqualTo(Activation.SIGMOID);
    write(
        "preprocessor_config.json",
        "{'feature_extractor_type':'WhisperFeatureExtractor','sampling_rate':16000}");
    assertThatThrownBy(this::version)
        .hasMessageContaining("'feature_extractor_type' Wav2Vec2FeatureExtractor")
        .hasMessageContaining("WhisperFeatureExtractor");
  }

  @Test
  void modelYamlHasTheLastWord() throws IOException {
    write(
        "model.yaml",
        """
        labels: names.txt
        inputs:
          pixel_values: { image: { size: [8, 8] } }
        """);
    write("names.txt", "one\ntwo\nthree\n");
    ModelVersion version = version();
    assertThat(version.labels()).containsExactly("one", "two", "three");
    assertThat(
            ((FeatureDescription.Image) version.description().inputs().get("pixel_values")).size())
        .containsExactly(8, 8);
    assertThat(version.description().task()).isEqualTo(Task.CLASSIFICATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          architectures |{}
          architectures |{'architectures':['DetrForObjectDetection']}
          id2label      |{'architectures':['XForImageClassification']}
          id2label      |{'architectures':['XForImageClassification'],'id2label':{'1':'a'}}
          problem_type  |{'architectures':['XForImageClassification'],'id2label':{'0':'a'},'problem_type':'regression'}
          """)
  void headsThatAreNotKnownAreNamed(String key, String config) throws IOException {
    write("config.json", config);
    assertThatThrownBy(this::version)
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("config.json: expected for key '" + key + "'");
  }

  @Test
  void brokenFilesAndMissingModelsAreRefused() throws IOException {
    write("config.json", "{");
    assertThatThrownBy(this::version).hasMessageContaining("config.json: expected JSON");
    write("config.json", "{'architectures':['BertModel']}");
    Files.delete(root.resolve("pets/onnx/model.onnx"));
    assertThatThrownBy(this::version).hasMessageContaining("one of the model files");
  }

  private ModelVersion version() {
    return ModelRepository.open(root).version("pets", null);
  }

  private FeatureDescription.Image image() {
    return (FeatureDescription.Image) version().description().inputs().get("pixel_values");
  }

  private static OutputDescription output(ModelVersion version) {
    return version.description().outputs().getOrDefault("logits", OutputDescription.PLAIN);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve("pets").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path.endsWith(".json") ? text.replace('\'', '"') : text);
  }
}
