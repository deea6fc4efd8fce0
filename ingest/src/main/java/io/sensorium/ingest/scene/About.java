package io.sensorium.ingest.scene;

import java.util.Optional;

/**
 * A scenario in words, as packs and the cards of models have them: phrases without a full stop.
 *
 * @param question what its models tell
 * @param frame where frames come from
 * @param sound where sound comes from
 * @param words where words come from
 * @param notice sentences that whoever sees a prediction must have read; mostly there are none
 */
public record About(
    String question, String frame, String sound, String words, Optional<String> notice) {

  /** Nothing to be warned of. */
  public static About of(String question, String frame, String sound, String words) {
    return new About(question, frame, sound, words, Optional.empty());
  }

  public About withNotice(String sentences) {
    return new About(question, frame, sound, words, Optional.of(sentences));
  }
}
