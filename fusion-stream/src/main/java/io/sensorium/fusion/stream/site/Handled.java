package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Up to which record of each source a site has taken its events in. A record that comes again,
 * because the offsets were committed before the state was, is known by it.
 */
final class Handled {
  private static final int SOURCES = Modality.values().length;

  private final long[] offsets = new long[SOURCES];
  private final long[] arrivals = new long[SOURCES];

  Handled() {
    Arrays.fill(offsets, -1);
    Arrays.fill(arrivals, Long.MIN_VALUE);
  }

  /**
   * Whether the record has been taken in before. Its arrival is looked at too: on a topic that was
   * deleted and made anew offsets begin again, and arrivals do not.
   */
  boolean has(ArrivedEvent.Place place) {
    int source = StateCodec.code(place.modality());
    return place.offset() <= offsets[source] && place.arrivalMs() <= arrivals[source];
  }

  /** Records of one source come in order of offset. */
  void add(ArrivedEvent.Place place) {
    int source = StateCodec.code(place.modality());
    offsets[source] = place.offset();
    arrivals[source] = place.arrivalMs();
  }

  void write(DataOutputStream out) throws IOException {
    for (int source = 0; source < SOURCES; source++) {
      out.writeLong(offsets[source]);
      out.writeLong(arrivals[source]);
    }
  }

  static Handled read(DataInputStream in) throws IOException {
    Handled handled = new Handled();
    for (int source = 0; source < SOURCES; source++) {
      handled.offsets[source] = in.readLong();
      handled.arrivals[source] = in.readLong();
    }
    return handled;
  }
}
