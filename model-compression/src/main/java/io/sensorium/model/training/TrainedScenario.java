package io.sensorium.model.training;

import io.sensorium.model.network.Network;
import java.util.List;
import java.util.Set;

/**
 * A scenario's networks after training.
 *
 * @param heard the texts that the encoder of words learned from
 * @param encoders of frame, sound and words
 * @param head over all three
 * @param alone a head for each sense that learned from that sense only, as an upper bound
 */
record TrainedScenario(
    List<String> labels,
    Texts texts,
    Set<String> heard,
    List<Encoder> encoders,
    Network head,
    List<Network> alone) {
  /** The senses in the order of the head's inputs and mask. */
  static final List<String> SENSES = List.of("frame", "sound", "words");

  /** Each scene's features for each sense. */
  List<List<float[]>> features(Scenes scenes) {
    return List.of(scenes.frames(), scenes.sounds(), scenes.words(texts));
  }
}
