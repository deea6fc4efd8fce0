package io.sensorium.deploy.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.sensorium.config.Durations;
import io.sensorium.event.Dropped;
import io.sensorium.event.EventReference;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Moments and dropped events as they went over Kafka, in the lines that {@code sensorium align}
 * writes, so that the two can be compared. For one thread.
 */
public final class ResultLines implements AutoCloseable {
  private final Writer momentFile;
  private final Writer droppedFile;
  private final JsonGenerator moments;
  private final JsonGenerator dropped;

  private ResultLines(Writer momentFile, Writer droppedFile) throws IOException {
    this.momentFile = momentFile;
    this.droppedFile = droppedFile;
    this.moments = lines(momentFile);
    this.dropped = lines(droppedFile);
  }

  /** Begins {@code moments.jsonl} and {@code dropped.jsonl} in a folder. */
  public static ResultLines open(Path folder) {
    try {
      Files.createDirectories(folder);
      return new ResultLines(
          Files.newBufferedWriter(folder.resolve("moments.jsonl")),
          Files.newBufferedWriter(folder.resolve("dropped.jsonl")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonGenerator lines(Writer file) throws IOException {
    JsonGenerator generator = new JsonFactory().createGenerator(file);
    generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return generator;
  }

  public void write(Moment moment) {
    try {
      moments.writeStartObject();
      moments.writeStringField("site", moment.getSite());
      moments.writeNumberField("epoch", moment.getEpoch());
      moments.writeNumberField("time_us", Durations.micros(moment.getEventTime()));
      moments.writeNumberField("opened_us", Durations.micros(moment.getOpened()));
      moments.writeNumberField("closed_us", Durations.micros(moment.getClosed()));
      moments.writeStringField("closed_by", word(moment.getClosedBy()));
      moments.writeObjectFieldStart("inputs");
      for (MomentInput input : moment.getInputs()) {
        moments.writeArrayFieldStart(input.getName());
        for (EventReference event : input.getEvents()) {
          moments.writeStartObject();
          moments.writeStringField("sensor", event.getSensor());
          moments.writeStringField("id", event.getId());
          moments.writeNumberField("time_us", Durations.micros(event.getEventTime()));
          moments.writeEndObject();
        }
        moments.writeEndArray();
      }
      moments.writeEndObject();
      moments.writeArrayFieldStart("missing");
      for (String input : moment.getMissing()) {
        moments.writeString(input);
      }
      moments.writeEndArray();
      moments.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(Dropped event) {
    try {
      dropped.writeStartObject();
      dropped.writeStringField("site", event.getSite());
      dropped.writeStringField("sensor", event.getSensor());
      dropped.writeStringField("id", event.getId());
      dropped.writeNumberField("time_us", Durations.micros(event.getEventTime()));
      dropped.writeStringField("reason", word(event.getReason()));
      dropped.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() {
    try (momentFile;
        droppedFile) {
      moments.flush();
      momentFile.write("\n");
      dropped.flush();
      droppedFile.write("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
