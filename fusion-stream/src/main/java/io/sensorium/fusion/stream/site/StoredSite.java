package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.stream.source.ArrivedEvent;
import java.util.List;

/**
 * A site as it was last saved whole.
 *
 * @param events those that are kept; a touched one is not in the store as it is here
 */
record StoredSite(String name, SiteRecord record, List<ArrivedEvent> events) {

  /** Whether nothing can happen at it before its next event, and the store has it as it is. */
  boolean atRest() {
    return record.atRest() && events.stream().noneMatch(e -> e.touched);
  }
}
