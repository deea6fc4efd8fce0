package io.sensorium.fusion.offline.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.offline.run.Row;
import io.sensorium.fusion.offline.run.RunObserver;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a page draws of a run, up to a number of events, and writes the page: one HTML
 * file that needs no network and whose policy lets only its own style and script run. The same run
 * gives the same bytes. For one thread.
 */
public final class AlignmentPage implements RunObserver {
  private final Pipeline pipeline;
  private final AlignmentSpec spec;
  private final PageWindow window;
  private final Map<String, SitePicture> sites = new LinkedHashMap<>();
  private long firstArrival;
  private long inWindow;
  private int drawn;

  public AlignmentPage(Pipeline pipeline, PageWindow window) {
    this.pipeline = pipeline;
    this.spec = AlignmentPlan.of(pipeline);
    this.window = window;
    this.firstArrival = Long.MIN_VALUE;
  }

  @Override
  public void arrived(String site, SensorEvent<Row> event, @Nullable DropReason refused) {
    long arrival = event.handle().arrivalUs();
    if (firstArrival == Long.MIN_VALUE) {
      firstArrival = arrival;
    }
    boolean inside = window.has(arrival - firstArrival);
    boolean draw = inside && drawn < window.most();
    inWindow += inside ? 1 : 0;
    drawn += draw ? 1 : 0;
    sites
        .computeIfAbsent(site, name -> new SitePicture(name, spec, window.most()))
        .arrived(event, RunObserver.heard(refused), draw);
  }

  @Override
  public void emitted(String site, AlignedMoment<Row> moment) {
    SitePicture picture = sites.get(site);
    if (picture != null) {
      picture.emitted(moment);
    }
  }

  @Override
  public void dropped(String site, SensorEvent<Row> event, DropReason reason) {
    SitePicture picture = sites.get(site);
    if (picture != null) {
      picture.dropped(event, reason);
    }
  }

  /**
   * Writes the page, a file anew.
   *
   * @throws UncheckedIOException where it cannot be written
   */
  public void write(AlignmentSummary summary, Path file) {
    PageJson.Extent extent =
        new PageJson.Extent(firstArrival, window.fromUs(), drawn, inWindow, window.most());
    String json = PageJson.of(pipeline, spec, extent, sites.values(), summary);
    try {
      Files.writeString(file, PageFile.with(json), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
