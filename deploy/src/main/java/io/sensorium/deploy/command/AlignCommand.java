package io.sensorium.deploy.command;

import io.sensorium.config.ConfigException;
import io.sensorium.config.Durations;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.fusion.offline.page.AlignmentPage;
import io.sensorium.fusion.offline.page.PageWindow;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.fusion.offline.summary.SummaryJson;
import io.sensorium.fusion.offline.summary.SummaryText;
import io.sensorium.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Aligns a recording without Kafka. */
@Command(
    name = "align",
    description = {
      "Align a recording offline, by exactly the rules and code of the fusion service.",
      "Prints what came of it, and what other settings of the pipeline file would have made of it."
    })
final class AlignCommand implements Callable<Integer> {
  @Option(
      names = "--pipeline",
      required = true,
      paramLabel = "FILE",
      description = "The pipeline file.")
  private Path pipeline = Path.of("");

  @Option(
      names = "--recording",
      required = true,
      paramLabel = "DIR",
      description = "A recording; its payloads stay closed.")
  private Path recording = Path.of("");

  @Option(
      names = "--moments",
      required = true,
      paramLabel = "FILE",
      description = "Where moments go, a JSON line each.")
  private Path moments = Path.of("");

  @Option(
      names = "--dropped",
      required = true,
      paramLabel = "FILE",
      description = "Where dropped events go, a JSON line each.")
  private Path dropped = Path.of("");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where the summary goes as JSON, beside being printed.")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Where a page goes that draws events, moments and drops on a timeline: one file for any "
              + "browser, with the first 10,000 events.")
  private @Nullable Path html;

  @Option(
      names = "--html-from",
      paramLabel = "SPAN",
      description = "Draw from so long after the recording's first arrival (like 90s).")
  private String htmlFrom = "0";

  @Option(
      names = "--html-for",
      paramLabel = "SPAN",
      description = "Draw so much of the recording (like 30s; default to its end).")
  private String htmlFor = "none";

  @Option(
      names = "--no-hints",
      description = "Do not align again under other settings; saves time on long recordings.")
  private boolean noHints;

  @Override
  public Integer call() {
    Pipeline rules = Pipeline.read(pipeline);
    AlignmentPage page = html == null ? null : new AlignmentPage(rules, window());
    AlignmentSummary summary =
        AlignRecording.run(
            rules, recording, moments, dropped, page == null ? List.of() : List.of(page), !noHints);
    SummaryText.lines(summary).forEach(System.out::println);
    if (json != null) {
      SummaryJson.write(summary, json);
    }
    if (page != null && html != null) {
      page.write(summary, html);
    }
    return 0;
  }

  private PageWindow window() {
    long from = Durations.micros(Durations.parse(htmlFrom));
    long length = Durations.parseOrNone(htmlFor).map(Durations::micros).orElse(Long.MAX_VALUE);
    if (from < 0 || length <= 0) {
      throw new ConfigException(
          "expected --html-from of 0 or more and --html-for above 0, found '%s' and '%s'"
              .formatted(htmlFrom, htmlFor));
    }
    return new PageWindow(from, length, PageWindow.MOST);
  }
}
