package io.sensorium.fusion.stream.source;

import io.sensorium.fusion.align.Modality;
import org.jspecify.annotations.Nullable;

/**
 * An event of a source topic without its payload: what the aligner and a reference need. The
 * partition is the task's.
 */
public final class ArrivedEvent {
  /** What has become of an event that is kept. */
  public enum Standing {
    /** Not handed to the aligner yet. */
    WAITING,
    /** Buffered: no emitted moment has had it within reach. */
    NEW,
    /** Buffered: an emitted moment preferred another. */
    PASSED_OVER,
    /** Buffered: an emitted moment has it. */
    MATCHED,
    /** Not kept any more. */
    GONE
  }

  /** Where the record stands and what it weighs. */
  public record Place(Modality modality, long offset, long arrivalMs, int length, int checksum) {}

  /** What the record says. */
  public record Header(
      String site,
      String sensor,
      String id,
      long timeUs,
      long durationUs,
      @Nullable String text,
      @Nullable String traceparent) {}

  public final Place place;
  public final Header header;
  public Standing standing;

  /** t, the aligner's time of it, once it is buffered. */
  public long alignedUs;

  /** Its standing as the store has it; null where it does not have the event. */
  public @Nullable Standing saved;

  /** Whether the store does not have it as it is. */
  public boolean touched;

  /** Its reference as moments have it; null until the first. */
  public byte @Nullable [] reference;

  public ArrivedEvent(Place place, Header header, Standing standing) {
    this.place = place;
    this.header = header;
    this.standing = standing;
  }
}
