package io.sensorium.model.labelled;

import io.sensorium.event.Modality;
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

  /** Whether a folder is a recording, with a label for spans of its time. */
  public static boolean isRecording(Path folder) {
    return LabelledRecording.is(folder);
  }

  /**
   * Events of a recording with the label that its {@code labels.csv} gives for their time; events
   * at other times are left out.
   *
   * @param modality of the events
   * @throws SampleException if there are none, or one has two labels
   */
  public static List<Sample> recorded(Path folder, Modality modality) {
    List<Sample> samples = LabelledRecording.read(folder, modality);
    if (samples.isEmpty()) {
      throw new SampleException(
          folder,
          "events of modality %s at times that %s gives a label"
              .formatted(modality, LabelTable.FILE),
          "none",
          "Compare from_us and to_us with time_us of the recording");
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
