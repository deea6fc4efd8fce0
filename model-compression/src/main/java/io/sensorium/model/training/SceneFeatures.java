package io.sensorium.model.training;

import org.jspecify.annotations.Nullable;

/** One scene's features and classes; its text stays text until there is a vocabulary. */
public final class SceneFeatures {
  private final int label;
  private final int view;
  private final int sound;
  private final int topic;
  private final float[] frame;
  private final float[] mel;
  private final @Nullable String text;

  /**
   * @param topic -1 where nothing was said
   */
  SceneFeatures(
      int label,
      int view,
      int sound,
      int topic,
      float[] frame,
      float[] mel,
      @Nullable String text) {
    this.label = label;
    this.view = view;
    this.sound = sound;
    this.topic = topic;
    this.frame = frame;
    this.mel = mel;
    this.text = text;
  }

  public int label() {
    return label;
  }

  int view() {
    return view;
  }

  int sound() {
    return sound;
  }

  int topic() {
    return topic;
  }

  float[] frame() {
    return frame;
  }

  float[] mel() {
    return mel;
  }

  public @Nullable String text() {
    return text;
  }
}
