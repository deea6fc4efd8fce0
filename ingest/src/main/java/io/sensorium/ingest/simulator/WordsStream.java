package io.sensorium.ingest.simulator;

import io.sensorium.event.Modality;
import io.sensorium.ingest.scene.Utterance;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What is said, or what is written, at a site. */
final class WordsStream extends SensorStream {
  private static final long STEP_US = 1_000_000;

  private final BiFunction<Long, Long, List<Utterance>> words;
  private final boolean spoken;
  private long fromUs;

  /**
   * @param words what comes in a span from, inclusive, until, exclusive, by time
   * @param spoken whether this sensor hears or reads
   */
  WordsStream(
      String site,
      String sensor,
      Link link,
      BiFunction<Long, Long, List<Utterance>> words,
      boolean spoken) {
    super(site, Modality.TEXT, sensor, link);
    this.words = words;
    this.spoken = spoken;
  }

  @Override
  long frontierUs() {
    return fromUs;
  }

  @Override
  void advance(Consumer<SimulatedEvent> deliveries) {
    long untilUs = fromUs + STEP_US;
    for (Utterance said : words.apply(fromUs, untilUs)) {
      if (said.spoken() == spoken) {
        Content content = new Content.Words(said.text(), spoken);
        send(said.timeUs(), said.timeUs(), 0, content, deliveries);
      }
    }
    fromUs = untilUs;
  }
}
