package io.sensorium.fusion.offline.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.fusion.offline.summary.SummaryJson;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the page draws, as JSON: columns of numbers, times in microseconds since {@code base_us}.
 * Names and ids are whatever devices sent: inside a script element they must not end it, so that
 * {@code <}, {@code >} and {@code &} are written as escapes.
 */
final class PageJson {
  private static final List<DropReason> REASONS = List.of(DropReason.values());
  private static final List<ClosedBy> CLOSINGS = List.of(ClosedBy.values());
  private static final List<Missing> ABSENCES = List.of(Missing.values());

  /**
   * How much of the recording is drawn.
   *
   * @param firstArrivalUs of the recording
   * @param fromUs where the window begins, from there
   * @param drawn events that are drawn
   * @param inWindow events of the window
   * @param most the most events that are drawn
   */
  record Extent(long firstArrivalUs, long fromUs, int drawn, long inWindow, int most) {}

  private final JsonGenerator json;
  private final long base;

  private PageJson(JsonGenerator json, long base) {
    this.json = json;
    this.base = base;
  }

  static String of(
      Pipeline pipeline,
      AlignmentSpec spec,
      Extent extent,
      Collection<SitePicture> sites,
      AlignmentSummary summary) {
    StringWriter text = new StringWriter();
    long base =
        sites.stream()
            .flatMap(site -> site.marks().stream())
            .mapToLong(SitePicture.Mark::t)
            .min()
            .orElse(0);
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new PageJson(json, base).write(pipeline, spec, extent, sites, summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private void write(
      Pipeline pipeline,
      AlignmentSpec spec,
      Extent extent,
      Collection<SitePicture> sites,
      AlignmentSummary summary)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("pipeline", pipeline.name());
    json.writeNumberField("base_us", base);
    json.writeNumberField("every_us", spec.everyUs());
    json.writeObjectFieldStart("extent");
    json.writeNumberField("from_us", extent.fromUs());
    json.writeNumberField("drawn", extent.drawn());
    json.writeNumberField("in_window", extent.inWindow());
    json.writeNumberField("most", extent.most());
    json.writeNumberField("next_us", nextWindow(extent, sites));
    json.writeEndObject();
    json.writeArrayFieldStart("inputs");
    for (InputSpec input : spec.inputs()) {
      write(input);
    }
    json.writeEndArray();
    words("reasons", REASONS);
    words("closings", CLOSINGS);
    words("absences", ABSENCES);
    json.writeArrayFieldStart("sites");
    for (SitePicture site : sites) {
      if (!site.marks().isEmpty()) {
        write(site, spec);
      }
    }
    json.writeEndArray();
    json.writeFieldName("summary");
    SummaryJson.write(summary, json);
    json.writeEndObject();
  }

  /** Where the next window begins, if this one did not hold all: at the last arrival drawn. */
  private static long nextWindow(Extent extent, Collection<SitePicture> sites) {
    return sites.stream()
            .filter(site -> !site.marks().isEmpty())
            .mapToLong(s -> s.marks().get(s.marks().size() - 1).event().handle().arrivalUs())
            .max()
            .orElse(extent.firstArrivalUs())
        - extent.firstArrivalUs();
  }

  private void write(InputSpec input) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", input.name());
    Matching matching = input.matching();
    if (matching instanceof Matching.Nearest nearest) {
      reach("nearest", nearest.toleranceUs(), nearest.toleranceUs());
    } else if (matching instanceof Matching.Latest latest) {
      reach("latest", latest.lookbackUs(), 0);
    } else if (matching instanceof Matching.Overlap overlap) {
      reach("overlap", overlap.beforeUs(), overlap.afterUs());
    } else if (matching instanceof Matching.Member) {
      reach("set", 0, 0);
    } else {
      reach("pace", 0, 0);
    }
    json.writeBooleanField("required", input.required());
    json.writeNumberField("wait_us", input.waitUs());
    json.writeNumberField("idle_us", input.idleUs());
    json.writeEndObject();
  }

  private void reach(String match, long before, long after) throws IOException {
    json.writeStringField("match", match);
    json.writeNumberField("before_us", before);
    json.writeNumberField("after_us", after);
  }

  private void words(String name, List<? extends Enum<?>> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Enum<?> value : values) {
      json.writeString(Words.word(value));
    }
    json.writeEndArray();
  }

  private void write(SitePicture site, AlignmentSpec spec) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", site.name());
    json.writeArrayFieldStart("sensors");
    for (int i = 0; i < site.sensors().size(); i++) {
      json.writeStartObject();
      json.writeStringField("name", site.sensors().name(i));
      json.writeStringField("modality", Words.word(site.sensors().modality(i)));
      json.writeFieldName("inputs");
      int[] inputs = spec.inputsOf(site.sensors().modality(i), site.sensors().name(i));
      json.writeArray(inputs, 0, inputs.length);
      json.writeEndObject();
    }
    json.writeEndArray();
    events(site);
    moments(site);
    json.writeEndObject();
  }

  private void events(SitePicture site) throws IOException {
    List<SitePicture.Mark> marks = site.marks();
    json.writeObjectFieldStart("events");
    column("sensor", marks, SitePicture.Mark::sensor);
    column("t", marks, mark -> mark.t() - base);
    column("span", marks, mark -> mark.event().durationUs());
    column("lag", marks, mark -> mark.event().handle().arrivalUs() - mark.t());
    json.writeArrayFieldStart("drop");
    for (int i = 0; i < marks.size(); i++) {
      json.writeNumber(index(REASONS, site.drop(i)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("id");
    for (SitePicture.Mark mark : marks) {
      json.writeString(mark.event().id());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void moments(SitePicture site) throws IOException {
    List<SitePicture.Linked> moments = site.moments();
    json.writeObjectFieldStart("moments");
    column("t", moments, m -> m.moment().timeUs() - base);
    column("opened", moments, m -> m.moment().openedUs() - m.moment().timeUs());
    column("closed", moments, m -> m.moment().closedUs() - m.moment().timeUs());
    column("by", moments, m -> CLOSINGS.indexOf(m.moment().closedBy()));
    column("epoch", moments, m -> m.moment().epoch());
    json.writeArrayFieldStart("matches");
    for (SitePicture.Linked moment : moments) {
      json.writeStartArray();
      for (int i = 0; i < moment.matches().size(); i++) {
        int[] events = moment.matches().get(i).stream().mapToInt(e -> e).toArray();
        if (events.length > 0) {
          json.writeArray(events, 0, events.length);
        } else {
          json.writeNumber(index(ABSENCES, moment.missing().get(i)));
        }
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private <T> void column(String name, List<T> rows, ToLongFunction<T> value) throws IOException {
    long[] values = rows.stream().mapToLong(value).toArray();
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  /** −1 where there is none. */
  private static <T> int index(List<T> all, @Nullable T value) {
    return value == null ? -1 : all.indexOf(value);
  }
}
