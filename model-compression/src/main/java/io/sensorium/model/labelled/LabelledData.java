package io.sensorium.model.labelled;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Samples of one folder, in an order that does not depend on the machine. */
public final class LabelledData {
  private LabelledData() {}

  /**
   * Samples with a class each: of a {@code labels.csv} where the folder has one, else of a folder
   * for each class.
   *
   * @throws SampleException if there are none, or a label is missing
   */
  public static List<Sample> classes(Path folder) {
    Path table = folder.resolve(LabelTable.FILE);
    List<Sample> samples =
        Files.isRegularFile(table) ? LabelTable.read(table) : foldersOfClasses(folder);
    if (samples.isEmpty()) {
      throw new SampleException(
          folder,
          "labelled samples: a folder for each class with .jpg, .png, .wav or .txt files, or a "
              + LabelTable.FILE
              + " with columns 'file,label' or 'text,label'",
          "neither",
          "Put them there, or check the path");
    }
    return samples;
  }

  /**
   * Pictures with boxes, as {@link YoloLabels} finds them.
   *
   * @throws SampleException if there are none, or a line is no box
   */
  public static List<Sample> boxes(Path folder) {
    return YoloLabels.read(folder);
  }

  private static List<Sample> foldersOfClasses(Path folder) {
    List<Sample> samples = new ArrayList<>();
    for (Path file : SampleFiles.below(folder)) {
      Path inside = folder.relativize(file);
      if (inside.getNameCount() > 1 && SampleFiles.isSample(file)) {
        samples.add(
            new Sample(
                inside.toString(),
                SampleFiles.content(file),
                new Sample.Labelled(inside.getName(0).toString())));
      }
    }
    return samples;
  }
}
