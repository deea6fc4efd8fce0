package io.sensorium.fusion.offline.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A summary as JSON; spans are microseconds, shares from 0 to 1. */
public final class SummaryJson {
  private final AlignmentSummary summary;
  private final JsonGenerator json;

  private SummaryJson(AlignmentSummary summary, JsonGenerator json) {
    this.summary = summary;
    this.json = json;
  }

  /**
   * Writes a file anew, one value a line.
   *
   * @throws UncheckedIOException where it cannot be written
   */
  public static void write(AlignmentSummary summary, Path file) {
    try (Writer to = Files.newBufferedWriter(file);
        JsonGenerator json = new JsonFactory().createGenerator(to)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      write(summary, json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it as the next value. */
  public static void write(AlignmentSummary summary, JsonGenerator json) throws IOException {
    new SummaryJson(summary, json).write();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("pipeline", summary.pipeline());
    json.writeNumberField("events", summary.counts().events());
    json.writeNumberField("not_ours", summary.counts().notOurs());
    json.writeNumberField("sites", summary.counts().sites());
    json.writeNumberField("most_buffered", summary.counts().mostBuffered());
    json.writeNumberField("moments", summary.moments());
    json.writeNumberField("complete", summary.complete());
    inputs();
    waits();
    drops();
    hints();
    json.writeEndObject();
  }

  private void inputs() throws IOException {
    json.writeObjectFieldStart("inputs");
    for (AlignmentSummary.Input input : summary.inputs()) {
      json.writeObjectFieldStart(input.name());
      json.writeNumberField("events", input.events());
      json.writeNumberField("moments", input.moments());
      json.writeNumberField("share", share(input.moments(), summary.moments()));
      spread("distance_us", input.distance());
      json.writeNumberField("median_skew_us", input.medianSkewUs());
      counts("strangers", input.strangers());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void waits() throws IOException {
    json.writeObjectFieldStart("closed_by");
    for (AlignmentSummary.Wait wait : summary.waits()) {
      json.writeObjectFieldStart(wait.by() == null ? "all" : Words.word(wait.by()));
      json.writeNumberField("moments", wait.moments());
      json.writeNumberField("share", share(wait.moments(), summary.moments()));
      spread("after_opening_us", wait.sinceOpened());
      spread("after_time_us", wait.sinceTime());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void drops() throws IOException {
    json.writeObjectFieldStart("dropped");
    for (AlignmentSummary.Drop drop : summary.drops()) {
      json.writeObjectFieldStart(Words.word(drop.reason()));
      json.writeNumberField("events", drop.events());
      counts("inputs", drop.byInput());
      json.writeStringField("means", Words.meaning(drop.reason()));
      json.writeStringField("remedy", Words.remedy(drop.reason()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void hints() throws IOException {
    json.writeArrayFieldStart("hints");
    for (Hint hint : summary.hints()) {
      json.writeStartObject();
      json.writeStringField("input", hint.input());
      json.writeStringField("setting", hint.setting());
      json.writeStringField("now", hint.now());
      json.writeStringField("then", hint.then());
      json.writeStringField("figure", hint.figure());
      json.writeNumberField("share_now", hint.shareNow());
      json.writeNumberField("share_then", hint.shareThen());
      json.writeStringField("text", hint.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** By name, so that the same summary gives the same bytes. */
  private void counts(String name, Map<String, Long> counts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> each : new TreeMap<>(counts).entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  private void spread(String name, Spread spread) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("count", spread.count());
    json.writeNumberField("least", spread.least());
    json.writeNumberField("p50", spread.p50());
    json.writeNumberField("p90", spread.p90());
    json.writeNumberField("p99", spread.p99());
    json.writeNumberField("most", spread.most());
    json.writeEndObject();
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : Math.round(1e6 * part / all) / 1e6;
  }
}
