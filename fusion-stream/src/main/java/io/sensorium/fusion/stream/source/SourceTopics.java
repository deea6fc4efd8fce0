package io.sensorium.fusion.stream.source;

import io.sensorium.fusion.align.Modality;
import io.sensorium.topic.Topics;

/** Which modality's events a source topic has. */
public final class SourceTopics {
  private SourceTopics() {}

  public static Modality modality(String topic) {
    return switch (topic) {
      case Topics.CAMERA_FRAMES -> Modality.CAMERA;
      case Topics.AUDIO_CHUNKS -> Modality.AUDIO;
      case Topics.TEXT_EVENTS -> Modality.TEXT;
      default -> throw new IllegalArgumentException(topic + " is not a source topic");
    };
  }
}
