package io.sensorium.fusion.align;

import io.sensorium.fusion.clock.EstimatorState;
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
 * @param sensors every sensor heard, and every one whose clock is estimated
 * @param open the open moments in order of T
 * @param sets how far the search for sets has come; null where the pace is not approximate
 */
public record SiteState(
    long nowUs,
    long firstArrivalUs,
    int epoch,
    long lastClosedTimeUs,
    long nextTickUs,
    long lastTickUs,
    List<Sensor> sensors,
    List<Open> open,
    @Nullable Sets sets) {

  /** Not yet. */
  public static final long UNSET = Long.MIN_VALUE;

  public SiteState {
    sensors = List.copyOf(sensors);
    open = List.copyOf(open);
  }

  /**
   * A sensor's clock.
   *
   * @param watermarkUs {@link #UNSET} where all of its events were dropped at the door
   * @param lastArrivalUs likewise
   * @param strikes how many events running were far below the watermark
   * @param alarmed whether its alarm stands
   * @param estimator what it is off by; null where that is not asked for
   */
  public record Sensor(
      Modality modality,
      String name,
      long watermarkUs,
      long lastArrivalUs,
      int strikes,
      boolean alarmed,
      @Nullable EstimatorState estimator) {}

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

  /**
   * How far the search for sets has come.
   *
   * @param pivot the input that a set must have its first event of; -1 where there is no candidate
   * @param robbed bit i is set while an event that was taken out of input i might be better than
   *     the first that is left
   * @param lanes of each input
   */
  public record Sets(int pivot, long robbed, List<Lane> lanes) {
    public Sets {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * How far the events of one input have come.
   *
   * @param enteredUs time of the last that has entered the input's queue
   * @param enteredSensor its sensor
   * @param settledUs time of the last that has entered by watermark
   * @param forcedBy what let in the last that was forced in; SETTLED where none was
   * @param passed of how many events of the queue the search has gone on
   */
  public record Lane(
      long enteredUs, String enteredSensor, long settledUs, ClosedBy forcedBy, int passed) {

    /** Nothing has entered. */
    static final Lane NEW = new Lane(UNSET, "", UNSET, ClosedBy.SETTLED, 0);
  }
}
