package io.sensorium.bench.int8;

import io.sensorium.bench.workload.EventRows;
import io.sensorium.bench.workload.Net;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.Modality;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.sample.Samples;
import io.sensorium.model.training.SceneSample;
import io.sensorium.model.training.SceneSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * Moments of simulated scenes as rows of a network's input, with the class of each: what a frame
 * shows, or what words are about. Rows are made when they are asked for.
 */
final class LabelledRows implements Samples {
  private final Net net;
  private final List<SpecificRecord> events;
  private final List<Integer> targets;
  private final EventRows rows = new EventRows();

  private LabelledRows(Net net, List<SpecificRecord> events, List<Integer> targets) {
    this.net = net;
    this.events = List.copyOf(events);
    this.targets = List.copyOf(targets);
  }

  /**
   * Lessons and exam of one scenario; no scene is in both.
   *
   * @param net takes frames or texts
   */
  static List<LabelledRows> of(Net net, SceneSource source, int lessons, int exam) {
    Map<String, String> words = new HashMap<>();
    LabelledRows learned = draw(net, source, 0, lessons, words);
    return List.of(learned, draw(net, source, 1L << 32, exam, words));
  }

  private static LabelledRows draw(
      Net net, SceneSource source, long seed, int count, Map<String, String> words) {
    List<SpecificRecord> events = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (long next = seed; events.size() < count; next++) {
      SceneSample scene = source.sample(next);
      if (net.modality() == Modality.CAMERA) {
        events.add(
            new CameraFrame("site", "sensor", "", Instant.EPOCH, encoding(scene), scene.frame()));
        targets.add(source.views().indexOf(scene.view()));
      } else if (scene.topic() != null) {
        String text = known(Objects.requireNonNull(scene.text()), words, net.rowSize());
        events.add(
            new TextEvent("site", "sensor", "", Instant.EPOCH, TextKind.MESSAGE, "en", text));
        targets.add(source.topics().indexOf(scene.topic()));
      }
    }
    return new LabelledRows(net, events, targets);
  }

  private static ImageEncoding encoding(SceneSample scene) {
    return scene.frame().get(scene.frame().position()) == (byte) 0xff
        ? ImageEncoding.JPEG
        : ImageEncoding.PNG;
  }

  /** A text in words of the network's vocabulary, said again until it fills the row. */
  private static String known(String text, Map<String, String> words, int length) {
    String[] all = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1);
    List<String> row = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      row.add(words.computeIfAbsent(all[i % all.length], w -> "w" + words.size()));
    }
    return String.join(" ", row);
  }

  @Override
  public int count() {
    return events.size();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    return Map.of(Net.INPUT, Numbers.rows(row(place)));
  }

  /** Values of one row. */
  float[] row(int place) {
    return rows.row(net, events.get(place));
  }

  /** The class of each row. */
  List<Integer> targets() {
    return targets;
  }
}
