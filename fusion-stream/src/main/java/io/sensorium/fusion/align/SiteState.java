package io.sensorium.fusion.align;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an aligner remembers of a site beside its buffered events. Times are microseconds;
 * {@link #UNSET} stands for "not yet".
 *
 * @param nowUs the arrival clock
 * @param firstArrivalUs the site's first arrival
 * @param epoch how often the pace clock has been reset
 * @param lastClosedTimeUs T of the last closed moment of the epoch
 * @param nextTickUs the tick that opens next in the epoch
 * @param lastTickUs the tick that opened last in the epoch
 * @param sensors every sensor heard
 * @param open the open moments in order of T
 */
public record SiteState(
    long nowUs,
    long firstArrivalUs,
    int epoch,
    long lastClosedTimeUs,
    long nextTickUs,
    long lastTickUs,
    List<Sensor> sensors,
    List<Open> open) {

  /** Not yet. */
  public static final long UNSET = Long.MIN_VALUE;

  public SiteState {
    sensors = List.copyOf(sensors);
    open = List.copyOf(open);
  }

  /** A sensor's clock. */
  public record Sensor(
      Modality modality, String name, long watermarkUs, long lastArrivalUs, int strikes) {}

  /**
   * An open moment.
   *
   * @param unsettled bit i is set while input i is not settled
   * @param forcedBy what last settled an input other than the watermark; SETTLED where nothing did
   * @param forcedAtUs when that was
   * @param paceSensor sensor of the event that opened it, null for a tick
   * @param paceId id of that event
   */
  public record Open(
      long timeUs,
      long openedUs,
      long unsettled,
      ClosedBy forcedBy,
      long forcedAtUs,
      @Nullable String paceSensor,
      @Nullable String paceId) {}
}
