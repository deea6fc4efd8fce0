package io.sensorium.model.supervised.digit;

import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.labelled.SampleFiles;
import io.sensorium.model.supervised.Samples;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.feature.SoundSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recordings of Free Spoken Digit Dataset: files {@code digit_speaker_index.wav} in a folder. */
final class DigitSamples {
  private static final Pattern NAME = Pattern.compile("([0-9])_([^_]+)_([0-9]{1,6})\\.wav");
  private static final int MAX_DEPTH = 8;

  private DigitSamples() {}

  static Samples<Utterance> read(Path folder, ClipReader clips) throws IOException {
    List<Utterance> utterances = new ArrayList<>();
    List<Integer> digits = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wav")).sorted().toList()) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          digits.add(Integer.valueOf(name.group(1)));
          int index = Integer.parseInt(name.group(3));
          utterances.add(utterance(file, name.group(2), index, clips));
        }
      }
    }
    if (utterances.isEmpty()) {
      throw new SampleException(
          folder,
          "files digit_speaker_index.wav, as Free Spoken Digit Dataset has them",
          "none",
          "Check the path");
    }
    List<String> labels = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new Samples<>(labels, utterances, digits);
  }

  private static Utterance utterance(Path file, String speaker, int index, ClipReader clips) {
    try {
      SoundSpan sound = clips.read(SampleFiles.bytes(file)).span();
      return new Utterance(speaker, index, DigitFeatures.heard(sound), DigitFeatures.wide(sound));
    } catch (FeatureException unreadable) {
      throw new SampleException(
          file, "a clip of sound", String.valueOf(unreadable.getMessage()), "Leave it out");
    }
  }
}
