package io.sensorium.model.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pictures with boxes in the form that YOLO's tools use: for {@code …/images/…/name.jpg} the file
 * {@code …/labels/…/name.txt}, or one beside the picture; of each thing a line {@code class middleX
 * middleY width height} in shares of the picture. {@code names} of a YAML file in the folder gives
 * the classes' names. A picture without such a file shows nothing.
 */
final class YoloLabels {
  private static final int FIELDS = 5;

  private YoloLabels() {}

  static List<Sample> read(Path folder) {
    Map<Integer, String> names = names(folder);
    List<Sample> samples = new ArrayList<>();
    boolean any = false;
    for (Path picture : SampleFiles.below(folder)) {
      if (SampleFiles.isPicture(picture)) {
        Path labels = labels(folder, picture);
        any |= labels != null;
        samples.add(
            new Sample(
                folder.relativize(picture).toString(),
                new Sample.Stored(picture),
                new Sample.Boxed(labels == null ? List.of() : boxes(labels, names))));
      }
    }
    if (!any) {
      throw new SampleException(
          folder,
          "pictures with boxes: images/name.jpg and labels/name.txt, with lines 'class middleX"
              + " middleY width height'",
          samples.isEmpty() ? "no picture" : samples.size() + " pictures without any label file",
          "Put them there, or check the path");
    }
    return samples;
  }

  private static @Nullable Path labels(Path folder, Path picture) {
    String inside = "/" + folder.relativize(picture).toString().replace('\\', '/');
    String plain = inside.substring(0, inside.lastIndexOf('.')) + ".txt";
    int at = plain.lastIndexOf("/images/");
    String moved = at < 0 ? plain : plain.substring(0, at) + "/labels/" + plain.substring(at + 8);
    for (String candidate : List.of(moved, plain)) {
      Path file = folder.resolve(candidate.substring(1));
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private static List<Sample.Box> boxes(Path file, Map<Integer, String> names) {
    List<Sample.Box> boxes = new ArrayList<>();
    for (String line : SampleFiles.text(file).lines().filter(l -> !l.isBlank()).toList()) {
      String[] fields = line.strip().split("\\s+", -1);
      try {
        int number = Integer.parseInt(fields[0]);
        double[] shares = new double[FIELDS - 1];
        for (int i = 0; i < shares.length; i++) {
          shares[i] = Double.parseDouble(fields[i + 1]);
        }
        boxes.add(
            new Sample.Box(
                names.getOrDefault(number, fields[0]), shares[0], shares[1], shares[2], shares[3]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
        throw new SampleException(
            file, "lines of a class and four numbers", "'" + line + "'", "Correct the line");
      }
    }
    return boxes;
  }

  /** Of the first YAML file of the folder that has any; empty where none has. */
  private static Map<Integer, String> names(Path folder) {
    for (Path file : SampleFiles.below(folder)) {
      boolean yaml = List.of("yaml", "yml").contains(SampleFiles.ending(file));
      if (yaml && folder.equals(file.getParent())) {
        Map<Integer, String> names = namesIn(file);
        if (!names.isEmpty()) {
          return names;
        }
      }
    }
    return Map.of();
  }

  private static Map<Integer, String> namesIn(Path file) {
    Map<Integer, String> names = new HashMap<>();
    try {
      JsonNode found = new YAMLMapper().readTree(SampleFiles.text(file)).path("names");
      for (int i = 0; i < found.size() && found.isArray(); i++) {
        names.put(i, found.get(i).asText());
      }
      for (Map.Entry<String, JsonNode> name : found.properties()) {
        names.put(Integer.valueOf(name.getKey()), name.getValue().asText());
      }
      return names;
    } catch (IOException | NumberFormatException e) {
      throw new SampleException(
          file, "'names' as a list or by number", String.valueOf(e.getMessage()), "Correct it");
    }
  }
}
