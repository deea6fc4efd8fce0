package io.sensorium.worker.graph;

import java.util.List;
import java.util.Objects;

/** A step that carries state: moments one after the other, as they came. */
final class HeardBatch implements StepBatch {
  private final int place;
  private final SoundStreams streams;
  private final List<MomentWork> works;
  private final StepResult[] results;
  private final StepTimes[] times;

  /**
   * @param place of the step in the plan
   */
  HeardBatch(int place, List<MomentWork> works, SoundStreams streams) {
    this.place = place;
    this.works = works;
    this.streams = streams;
    this.results = new StepResult[works.size()];
    this.times = new StepTimes[works.size()];
  }

  @Override
  public boolean pending() {
    return true;
  }

  @Override
  public void run() {
    for (int i = 0; i < results.length; i++) {
      times[i] = new StepTimes();
      try {
        results[i] = streams.run(works.get(i), times[i]);
      } catch (RuntimeException failed) {
        results[i] = StepResult.failed(failed);
      }
    }
  }

  /** What depends on more than a moment's payloads is nobody else's. */
  @Override
  public void complete() {}

  @Override
  public void settle() {
    for (int i = 0; i < results.length; i++) {
      works.get(i).addFeaturesNanos(times[i].features());
      works.get(i).done(place, Objects.requireNonNull(results[i]));
    }
  }

  @Override
  public long nanos(int moment) {
    return times[moment].compute();
  }
}
