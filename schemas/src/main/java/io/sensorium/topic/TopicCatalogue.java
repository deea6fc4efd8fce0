package io.sensorium.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every topic of a deployment with its settings. */
public final class TopicCatalogue {
  public static final int DEFAULT_PARTITIONS = 4;

  /** Largest frame record: a 12-megapixel camera's JPEG at high quality is below it. */
  public static final int CAMERA_BYTES = 8 << 20;

  /** Largest chunk record: 10 s of 48 kHz stereo in 32 bits is below it. */
  public static final int AUDIO_BYTES = 4 << 20;

  /** Largest record of text, moments and predictions. */
  public static final int RECORD_BYTES = 1 << 20;

  /** The largest of all, for clients' fetch and request limits. */
  public static final int LARGEST_BYTES = CAMERA_BYTES;

  private static final Duration PAYLOADS = Duration.ofHours(6);
  private static final Duration RESULTS = Duration.ofDays(7);
  private static final Duration FAILURES = Duration.ofDays(30);

  private TopicCatalogue() {}

  /** The topics that events arrive on. */
  public static List<TopicSpec> sources(int partitions) {
    return List.of(
        new TopicSpec(Topics.CAMERA_FRAMES, partitions, PAYLOADS, CAMERA_BYTES),
        new TopicSpec(Topics.AUDIO_CHUNKS, partitions, PAYLOADS, AUDIO_BYTES),
        new TopicSpec(Topics.TEXT_EVENTS, partitions, PAYLOADS, RECORD_BYTES));
  }

  /** The topics that one pipeline writes. */
  public static List<TopicSpec> results(String pipeline, int partitions) {
    return List.of(
        new TopicSpec(Topics.moments(pipeline), partitions, RESULTS, RECORD_BYTES),
        new TopicSpec(Topics.dropped(pipeline), partitions, RESULTS, RECORD_BYTES),
        new TopicSpec(Topics.alarms(pipeline), partitions, FAILURES, RECORD_BYTES),
        new TopicSpec(Topics.predictions(pipeline), partitions, RESULTS, RECORD_BYTES),
        new TopicSpec(Topics.comparisons(pipeline), partitions, RESULTS, RECORD_BYTES),
        new TopicSpec(Topics.deadLetters(pipeline), partitions, FAILURES, RECORD_BYTES));
  }

  /** Sources and results of the given pipelines. */
  public static List<TopicSpec> all(List<String> pipelines, int partitions) {
    List<TopicSpec> all = new ArrayList<>(sources(partitions));
    pipelines.forEach(p -> all.addAll(results(p, partitions)));
    return List.copyOf(all);
  }
}
