package io.sensorium.fusion.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.offline.run.Row;
import io.sensorium.fusion.offline.run.RunObserver;
import io.sensorium.fusion.offline.summary.Words;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes moments and drops as JSON, one a line. The same outcomes give the same bytes. For one
 * thread.
 */
final class OutcomeWriter implements RunObserver, AutoCloseable {
  private final List<String> inputs;
  private final JsonGenerator moments;
  private final JsonGenerator drops;
  private boolean anyMoment;
  private boolean anyDrop;

  private OutcomeWriter(Pipeline pipeline, JsonGenerator moments, JsonGenerator drops) {
    this.inputs = pipeline.inputs().stream().map(input -> input.name()).toList();
    this.moments = moments;
    this.drops = drops;
  }

  /** Begins both files anew. */
  static OutcomeWriter open(Pipeline pipeline, Path moments, Path dropped) throws IOException {
    JsonGenerator toMoments = generator(moments);
    try {
      return new OutcomeWriter(pipeline, toMoments, generator(dropped));
    } catch (IOException | RuntimeException e) {
      toMoments.close();
      throw e;
    }
  }

  private static JsonGenerator generator(Path file) throws IOException {
    JsonGenerator generator = new JsonFactory().createGenerator(Files.newBufferedWriter(file));
    generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return generator;
  }

  @Override
  public void emitted(String site, AlignedMoment<Row> moment) {
    try {
      writeMoment(site, moment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void dropped(String site, SensorEvent<Row> event, DropReason reason) {
    try {
      writeDrop(site, event, reason);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeMoment(String site, AlignedMoment<Row> moment) throws IOException {
    moments.writeStartObject();
    moments.writeStringField("site", site);
    moments.writeNumberField("epoch", moment.epoch());
    moments.writeNumberField("time_us", moment.timeUs());
    moments.writeNumberField("opened_us", moment.openedUs());
    moments.writeNumberField("closed_us", moment.closedUs());
    moments.writeStringField("closed_by", Words.word(moment.closedBy()));
    moments.writeObjectFieldStart("inputs");
    for (int i = 0; i < inputs.size(); i++) {
      if (!moment.matches().get(i).isEmpty()) {
        writeInput(inputs.get(i), moment.matches().get(i));
      }
    }
    moments.writeEndObject();
    moments.writeArrayFieldStart("missing");
    for (int i = 0; i < inputs.size(); i++) {
      if (moment.matches().get(i).isEmpty()) {
        moments.writeString(inputs.get(i));
      }
    }
    moments.writeEndArray();
    moments.writeEndObject();
    anyMoment = true;
  }

  private void writeInput(String input, List<SensorEvent<Row>> events) throws IOException {
    moments.writeArrayFieldStart(input);
    for (SensorEvent<Row> event : events) {
      moments.writeStartObject();
      moments.writeStringField("sensor", event.sensor());
      moments.writeStringField("id", event.id());
      moments.writeNumberField("time_us", event.timeUs());
      moments.writeEndObject();
    }
    moments.writeEndArray();
  }

  private void writeDrop(String site, SensorEvent<Row> event, DropReason reason)
      throws IOException {
    drops.writeStartObject();
    drops.writeStringField("site", site);
    drops.writeStringField("sensor", event.sensor());
    drops.writeStringField("id", event.id());
    drops.writeNumberField("time_us", event.timeUs());
    drops.writeStringField("reason", Words.word(reason));
    drops.writeEndObject();
    anyDrop = true;
  }

  @Override
  public void close() throws IOException {
    try (moments;
        drops) {
      moments.writeRaw(anyMoment ? "\n" : "");
      drops.writeRaw(anyDrop ? "\n" : "");
    }
  }
}
