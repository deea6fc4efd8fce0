package io.sensorium.fusion.stream.source;

import io.sensorium.fusion.align.Modality;
import io.sensorium.pipeline.Input;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.topic.Topics;
import java.util.List;

/** Which modality's events a source topic has, and which topics a pipeline reads. */
public final class SourceTopics {
  private SourceTopics() {}

  /** The topics of all modalities that the pipeline has an input of; of others nothing is read. */
  public static List<String> of(Pipeline pipeline) {
    return pipeline.inputs().stream()
        .map(Input::modality)
        .distinct()
        .sorted()
        .map(Topics::of)
        .toList();
  }

  public static Modality modality(String topic) {
    return switch (topic) {
      case Topics.CAMERA_FRAMES -> Modality.CAMERA;
      case Topics.AUDIO_CHUNKS -> Modality.AUDIO;
      case Topics.TEXT_EVENTS -> Modality.TEXT;
      default -> throw new IllegalArgumentException(topic + " is not a source topic");
    };
  }
}
