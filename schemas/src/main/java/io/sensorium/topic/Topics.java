package io.sensorium.topic;

import io.sensorium.event.Modality;

/** Names of the topics. */
public final class Topics {
  public static final String CAMERA_FRAMES = "camera.frames";
  public static final String AUDIO_CHUNKS = "audio.chunks";
  public static final String TEXT_EVENTS = "text.events";

  private Topics() {}

  /** The topic that events of a modality arrive on. */
  public static String of(Modality modality) {
    return switch (modality) {
      case CAMERA -> CAMERA_FRAMES;
      case AUDIO -> AUDIO_CHUNKS;
      case TEXT -> TEXT_EVENTS;
    };
  }

  /** Aligned sets of references. */
  public static String moments(String pipeline) {
    return pipeline + ".moments";
  }

  /** Events that are in no moment, with the reason. */
  public static String dropped(String pipeline) {
    return pipeline + ".dropped";
  }

  /** Sensors whose clocks have gone beyond a limit, or have come back. */
  public static String alarms(String pipeline) {
    return pipeline + ".alarms";
  }

  /** What the models say. */
  public static String predictions(String pipeline) {
    return pipeline + ".predictions";
  }

  /** What a version of a model that runs beside would have said, against what was said. */
  public static String comparisons(String pipeline) {
    return pipeline + ".comparisons";
  }

  /** Records that could not be processed, with the reason. */
  public static String deadLetters(String pipeline) {
    return pipeline + ".dead-letters";
  }
}
