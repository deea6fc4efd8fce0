package io.sensorium.fusion.offline.summary;

import io.sensorium.fusion.align.Modality;

/** What a run has seen of one sensor's clock. Times are microseconds. */
public final class SensorFigures {
  private static final long NEVER = Long.MIN_VALUE;

  /** Clocks that are kept by NTP over a local network differ by less. */
  private static final long NOTABLE_US = 20_000;

  private final String site;
  private final Modality modality;
  private final String name;
  private final int input;
  private long watermark = NEVER;
  private long events;
  private long ahead;
  private double aheadBy;

  SensorFigures(String site, Modality modality, String name, int input) {
    this.site = site;
    this.modality = modality;
    this.name = name;
    this.input = input;
  }

  void seen(long lag) {
    events++;
    if (lag < -NOTABLE_US) {
      ahead++;
      aheadBy -= lag;
    }
  }

  /** How far {@code t} is below the watermark; 0 where it is not. */
  long below(long t) {
    return watermark == NEVER ? 0 : Math.max(0, watermark - t);
  }

  void raise(long end) {
    watermark = Math.max(watermark, end);
  }

  public String site() {
    return site;
  }

  public Modality modality() {
    return modality;
  }

  public String name() {
    return name;
  }

  /** Index of the input that its events are counted for: the pace input, or the first. */
  public int input() {
    return input;
  }

  public long events() {
    return events;
  }

  /**
   * How far its clock is ahead of arrival: where most of its events come well before their own
   * time, by how much those do on average; 0 else.
   */
  public long aheadUs() {
    return 2 * ahead > events ? Math.round(aheadBy / ahead) : 0;
  }
}
