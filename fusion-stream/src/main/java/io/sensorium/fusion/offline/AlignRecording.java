package io.sensorium.fusion.offline;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.offline.run.Observers;
import io.sensorium.fusion.offline.run.RecordingRun;
import io.sensorium.fusion.offline.run.RunObserver;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import io.sensorium.fusion.offline.whatif.WhatIf;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligns a recording by exactly the rules of the running application. Of the recording only the
 * timeline is read, row by row: memory grows with what the sites buffer, not with its length.
 */
public final class AlignRecording {
  private AlignRecording() {}

  /**
   * Aligns a recording and writes what came of it as JSON lines; both files are begun anew.
   *
   * @param recording a folder with a timeline
   * @throws io.sensorium.recording.RecordingException where the timeline cannot be used
   * @throws UncheckedIOException where a file cannot be written
   */
  public static AlignmentSummary run(
      Pipeline pipeline, Path recording, Path moments, Path dropped) {
    return run(pipeline, recording, moments, dropped, List.of(), false);
  }

  /**
   * Aligns a recording in the same way, with others listening.
   *
   * @param listeners told of every event and decision, in order
   * @param hints whether to find out what other settings would have made of it, for which the
   *     recording is read up to twice more
   */
  public static AlignmentSummary run(
      Pipeline pipeline,
      Path recording,
      Path moments,
      Path dropped,
      List<RunObserver> listeners,
      boolean hints) {
    AlignmentSpec spec = AlignmentPlan.of(pipeline);
    Figures figures = new Figures(spec);
    try (OutcomeWriter writer = OutcomeWriter.open(pipeline, moments, dropped)) {
      List<RunObserver> all = new ArrayList<>(listeners);
      all.add(writer);
      all.add(figures);
      RecordingRun run = new RecordingRun(spec, new Observers(all));
      RecordingRun.read(recording, List.of(run));
      List<Hint> found = hints ? WhatIf.hints(spec, recording, figures) : List.of();
      return AlignmentSummary.of(pipeline, run.counts(), figures, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
