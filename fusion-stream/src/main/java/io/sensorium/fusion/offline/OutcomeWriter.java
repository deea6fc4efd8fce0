package io.sensorium.fusion.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentHandler;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes moments and drops as JSON, one a line, and counts them. The same outcomes give the same
 * bytes. For one thread.
 */
final class OutcomeWriter implements AutoCloseable {
  private final List<String> inputs;
  private final JsonGenerator moments;
  private final JsonGenerator drops;
  private final Map<String, Long> momentsWith = new LinkedHashMap<>();
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private long emitted;
  private long complete;

  private OutcomeWriter(Pipeline pipeline, JsonGenerator moments, JsonGenerator drops) {
    this.inputs = pipeline.inputs().stream().map(input -> input.name()).toList();
    this.moments = moments;
    this.drops = drops;
    inputs.forEach(input -> momentsWith.put(input, 0L));
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

  /** Hears what is decided for one site. */
  AlignmentHandler<Long> of(String site) {
    return new AlignmentHandler<>() {
      @Override
      public void emitted(AlignedMoment<Long> moment) {
        try {
          writeMoment(site, moment);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void dropped(SensorEvent<Long> event, DropReason reason) {
        try {
          writeDrop(site, event, reason);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  long moments() {
    return emitted;
  }

  long complete() {
    return complete;
  }

  Map<String, Long> momentsWith() {
    return momentsWith;
  }

  Map<DropReason, Long> dropped() {
    return dropped;
  }

  private void writeMoment(String site, AlignedMoment<Long> moment) throws IOException {
    moments.writeStartObject();
    moments.writeStringField("site", site);
    moments.writeNumberField("epoch", moment.epoch());
    moments.writeNumberField("time_us", moment.timeUs());
    moments.writeNumberField("opened_us", moment.openedUs());
    moments.writeNumberField("closed_us", moment.closedUs());
    moments.writeStringField("closed_by", word(moment.closedBy()));
    moments.writeObjectFieldStart("inputs");
    int missing = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if (moment.matches().get(i).isEmpty()) {
        missing++;
      } else {
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
    emitted++;
    complete += missing == 0 ? 1 : 0;
  }

  private void writeInput(String input, List<SensorEvent<Long>> events) throws IOException {
    moments.writeArrayFieldStart(input);
    for (SensorEvent<Long> event : events) {
      moments.writeStartObject();
      moments.writeStringField("sensor", event.sensor());
      moments.writeStringField("id", event.id());
      moments.writeNumberField("time_us", event.timeUs());
      moments.writeEndObject();
    }
    moments.writeEndArray();
    momentsWith.merge(input, 1L, Long::sum);
  }

  private void writeDrop(String site, SensorEvent<Long> event, DropReason reason)
      throws IOException {
    drops.writeStartObject();
    drops.writeStringField("site", site);
    drops.writeStringField("sensor", event.sensor());
    drops.writeStringField("id", event.id());
    drops.writeNumberField("time_us", event.timeUs());
    drops.writeStringField("reason", word(reason));
    drops.writeEndObject();
    dropped.merge(reason, 1L, Long::sum);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() throws IOException {
    try (moments;
        drops) {
      moments.writeRaw(emitted == 0 ? "" : "\n");
      drops.writeRaw(dropped.isEmpty() ? "" : "\n");
    }
  }
}
