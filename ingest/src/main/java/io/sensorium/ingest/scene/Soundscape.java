package io.sensorium.ingest.scene;

/** What can be heard in a scenario. */
public interface Soundscape {
  /** The sound of a name of the scenario's table, with its own pitch, rhythm and character. */
  Voice voice(String sounds, Dice dice);

  /** What is heard besides and says nothing: a television, wind, the road. */
  Voice background(Dice dice);
}
