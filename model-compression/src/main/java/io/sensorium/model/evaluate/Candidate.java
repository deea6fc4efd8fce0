package io.sensorium.model.evaluate;

import io.sensorium.model.labelled.SampleException;
import io.sensorium.worker.repository.ModelFile;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.ModelVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One variant of one version of a model, to be measured. */
public record Candidate(ModelRepository repository, ModelVersion version, ModelFile file) {
  /** The largest first, so that others are measured against it. */
  private static final List<String> ORDER = List.of("fp32", "fp16", "int8", "int4");

  /** Model, version and variant. */
  public String name() {
    return version.model() + "/" + version.version() + " " + file.variant();
  }

  /**
   * What a path of a model repository stands for.
   *
   * @param path a model's folder, for all variants of its highest version; a version's, for all of
   *     that one; or a model file, for that variant alone
   * @throws SampleException if it is none of these
   * @throws io.sensorium.worker.repository.RepositoryException if the repository lacks something
   */
  public static List<Candidate> of(Path path) {
    Path place = path.toAbsolutePath().normalize();
    if (Files.isRegularFile(place)) {
      Path folder = parent(place);
      List<Candidate> one =
          of(folder).stream().filter(c -> c.file().path().endsWith(name(place))).toList();
      if (one.isEmpty()) {
        throw refused(path);
      }
      return one;
    }
    if (isModel(place)) {
      return variants(place, null);
    }
    if (Files.isDirectory(place) && isModel(parent(place))) {
      // Hugging Face's folders keep model files one below.
      boolean numbered = name(place).chars().allMatch(Character::isDigit);
      return variants(parent(place), numbered ? name(place) : null);
    }
    throw refused(path);
  }

  private static List<Candidate> variants(Path model, @Nullable String number) {
    ModelRepository repository = ModelRepository.open(parent(model));
    ModelVersion version = repository.version(name(model), number);
    List<Candidate> candidates = new ArrayList<>();
    version.variants().keySet().stream()
        .sorted(
            Comparator.comparingInt((String variant) -> place(variant))
                .thenComparing(Comparator.naturalOrder()))
        .forEach(
            variant ->
                candidates.add(new Candidate(repository, version, version.file(List.of(variant)))));
    return candidates;
  }

  private static int place(String variant) {
    int at = ORDER.indexOf(variant);
    return at < 0 ? ORDER.size() : at;
  }

  private static boolean isModel(Path folder) {
    return Files.isRegularFile(folder.resolve("model.yaml"))
        || Files.isRegularFile(folder.resolve("config.json"));
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static SampleException refused(Path path) {
    return new SampleException(
        path,
        "a model of a model repository: models/NAME (with a model.yaml), models/NAME/VERSION or a"
            + " model file in it",
        Files.exists(path) ? "something else" : "nothing",
        "Correct the path, or describe the model in a model.yaml");
  }
}
