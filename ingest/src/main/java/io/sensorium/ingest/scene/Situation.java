package io.sensorium.ingest.scene;

/**
 * The ground truth of a scene: what each sense shows, by name, and what the three mean together.
 *
 * @param label what is going on, one of the scenario's labels
 * @param view what the camera shows
 * @param sound what the microphone hears
 * @param words what the words are about, or {@link #SILENCE} where nobody says anything
 */
public record Situation(String label, String view, String sound, String words) {
  /** The words of a scene in which nothing is said or written. */
  public static final String SILENCE = "none";
}
