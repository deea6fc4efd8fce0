package io.sensorium.fusion.offline.summary;

import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.offline.run.RunCounts;
import io.sensorium.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a recording. Times and spans are microseconds.
 *
 * @param pipeline its name
 * @param counts what went in
 * @param moments emitted moments
 * @param complete emitted moments that have every input
 * @param inputs in the order of the pipeline file
 * @param waits for each way of closing that occurred, and last for all
 * @param drops for each reason that occurred
 * @param hints what other settings would have made of it; none where there is nothing to say
 */
public record AlignmentSummary(
    String pipeline,
    RunCounts counts,
    long moments,
    long complete,
    List<Input> inputs,
    List<Wait> waits,
    List<Drop> drops,
    List<Hint> hints) {

  public AlignmentSummary {
    inputs = List.copyOf(inputs);
    waits = List.copyOf(waits);
    drops = List.copyOf(drops);
    hints = List.copyOf(hints);
  }

  /**
   * One input.
   *
   * @param events of its sensors; those of a sensor that feeds several inputs count for one
   * @param moments emitted moments that have it
   * @param distance |t − T| of its matched events; of a chunk the start counts
   * @param medianSkewUs median of t − T
   * @param strangers where no event matches it: rows of its modality that match no input, by sensor
   */
  public record Input(
      String name,
      long events,
      long moments,
      Spread distance,
      long medianSkewUs,
      Map<String, Long> strangers) {
    public Input {
      strangers = Map.copyOf(strangers);
    }
  }

  /**
   * What waiting cost.
   *
   * @param by how these moments closed; null for all moments
   */
  public record Wait(@Nullable ClosedBy by, long moments, Spread sinceOpened, Spread sinceTime) {}

  /** Events that were dropped for one reason, by the name of the input. */
  public record Drop(DropReason reason, long events, Map<String, Long> byInput) {
    public Drop {
      byInput = Map.copyOf(byInput);
    }
  }

  /** Sums up a run. */
  public static AlignmentSummary of(
      Pipeline pipeline, RunCounts counts, Figures figures, List<Hint> hints) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < pipeline.inputs().size(); i++) {
      InputFigures of = figures.input(i);
      inputs.add(
          new Input(
              pipeline.inputs().get(i).name(),
              of.events(),
              of.moments(),
              of.distance().spread(),
              of.skew().quantile(0.5),
              of.events() == 0 ? figures.strangers(i) : Map.of()));
    }
    List<Wait> waits = new ArrayList<>();
    for (ClosedBy by : ClosedBy.values()) {
      if (figures.waits(by).moments() > 0) {
        waits.add(wait(by, figures.waits(by)));
      }
    }
    waits.add(wait(null, figures.waits()));
    List<Drop> drops = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      if (figures.dropped(reason) > 0) {
        drops.add(new Drop(reason, figures.dropped(reason), figures.droppedByInput(reason)));
      }
    }
    return new AlignmentSummary(
        pipeline.name(),
        counts,
        figures.moments(),
        figures.complete(),
        inputs,
        waits,
        drops,
        hints);
  }

  /** How many events were dropped for the reason. */
  public long dropped(DropReason reason) {
    return drops.stream().filter(d -> d.reason() == reason).mapToLong(Drop::events).sum();
  }

  private static Wait wait(@Nullable ClosedBy by, WaitFigures figures) {
    return new Wait(by, figures.moments(), figures.sinceOpened(), figures.sinceTime());
  }
}
