package io.sensorium.fusion.align;

/** The sense that an event comes from, in the order in which events of one arrival are taken. */
public enum Modality {
  CAMERA,
  AUDIO,
  TEXT
}
