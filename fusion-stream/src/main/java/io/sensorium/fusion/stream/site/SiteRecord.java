package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.align.SiteState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the store has of a site beside its events.
 *
 * @param version how often the site has been saved
 * @param atRest whether nothing can happen at the site before its next event
 * @param handled up to where its events were taken in
 * @param gone names of events that this version has removed; their deletion follows the record
 * @param state of its aligner
 */
record SiteRecord(long version, boolean atRest, Handled handled, Set<Bytes> gone, SiteState state) {

  byte[] bytes() {
    byte[] aligner = StateCodec.site(state);
    return StateCodec.bytes(
        out -> {
          out.writeLong(version);
          out.writeBoolean(atRest);
          handled.write(out);
          out.writeInt(gone.size());
          for (Bytes key : gone) {
            out.writeInt(key.get().length);
            out.write(key.get());
          }
          out.writeInt(aligner.length);
          out.write(aligner);
        });
  }

  static SiteRecord of(byte[] value) {
    return StateCodec.read(
        value,
        in -> {
          long version = in.readLong();
          boolean atRest = in.readBoolean();
          Handled handled = Handled.read(in);
          int count = in.readInt();
          List<Bytes> gone = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            gone.add(Bytes.wrap(in.readNBytes(in.readInt())));
          }
          SiteState state = StateCodec.site(in.readNBytes(in.readInt()));
          return new SiteRecord(version, atRest, handled, new HashSet<>(gone), state);
        });
  }
}
