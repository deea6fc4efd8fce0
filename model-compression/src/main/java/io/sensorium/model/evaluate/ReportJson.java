package io.sensorium.model.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sensorium.model.evaluate.metric.AveragePrecision;
import io.sensorium.model.evaluate.metric.Calibration;
import io.sensorium.model.evaluate.metric.ConfusionMatrix;
import io.sensorium.model.evaluate.metric.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON: shares from 0 to 1, durations in milliseconds, null for what does not apply.
 */
public final class ReportJson {
  private final Report report;
  private final JsonGenerator json;

  private ReportJson(Report report, JsonGenerator json) {
    this.report = report;
    this.json = json;
  }

  /**
   * Writes a file anew.
   *
   * @throws UncheckedIOException where it cannot be written
   */
  public static void write(Report report, Path file) {
    try (Writer to = Files.newBufferedWriter(file);
        JsonGenerator json = new JsonFactory().createGenerator(to)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new ReportJson(report, json).write();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("data", report.data());
    json.writeNumberField("samples", report.samples());
    json.writeStringField("provider", report.provider());
    json.writeArrayFieldStart("models");
    for (Figures figures : report.candidates()) {
      json.writeStartObject();
      json.writeStringField("name", figures.name());
      json.writeNumberField("bytes", figures.bytes());
      json.writeObjectFieldStart("latency_ms");
      json.writeNumberField("runs", figures.latency().count());
      json.writeNumberField("p50", figures.latency().percentile(50));
      json.writeNumberField("p99", figures.latency().percentile(99));
      json.writeEndObject();
      if (figures.quality() instanceof Quality.OfClasses classes) {
        ofClasses(classes);
      } else if (figures.quality() instanceof Quality.OfBoxes boxes) {
        ofBoxes(boxes.precision());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    differences();
    json.writeEndObject();
  }

  private void ofClasses(Quality.OfClasses quality) throws IOException {
    share("accuracy", quality.confusion().accuracy());
    real("macro_f1", quality.confusion().macroF1());
    Share topFive = quality.topFive();
    if (topFive == null) {
      json.writeNullField("top_5");
    } else {
      share("top_5", topFive);
    }
    calibration(quality.calibration());
    json.writeArrayFieldStart("classes");
    for (ConfusionMatrix.ClassFigures one : quality.confusion().classes()) {
      json.writeStartObject();
      json.writeStringField("label", one.label());
      real("precision", one.precision());
      real("recall", one.recall());
      real("f1", one.f1());
      json.writeNumberField("support", one.support());
      json.writeEndObject();
    }
    json.writeEndArray();
    matrix(quality.confusion());
  }

  private void calibration(@Nullable Calibration calibration) throws IOException {
    if (calibration == null) {
      json.writeNullField("calibration");
      return;
    }
    json.writeObjectFieldStart("calibration");
    real("expected_error", calibration.expectedError());
    json.writeArrayFieldStart("bins");
    for (Calibration.Bin bin : calibration.bins()) {
      json.writeStartObject();
      json.writeNumberField("count", bin.count());
      real("confidence", bin.confidence());
      real("accuracy", bin.accuracy());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Rows are what was, columns what it was taken for. */
  private void matrix(ConfusionMatrix confusion) throws IOException {
    json.writeArrayFieldStart("labels");
    for (String label : confusion.labels()) {
      json.writeString(label);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("confusion");
    for (int truth = 0; truth < confusion.labels().size(); truth++) {
      int[] row = new int[confusion.labels().size()];
      for (int taken = 0; taken < row.length; taken++) {
        row[taken] = confusion.count(truth, taken);
      }
      json.writeArray(row, 0, row.length);
    }
    json.writeEndArray();
  }

  private void ofBoxes(AveragePrecision precision) throws IOException {
    real("ap_50", precision.at50());
    real("ap_50_95", precision.mean());
    json.writeArrayFieldStart("labels");
    for (AveragePrecision.LabelFigures label : precision.labels()) {
      json.writeStartObject();
      json.writeStringField("label", label.label());
      json.writeNumberField("boxes", label.support());
      real("ap_50", label.at50());
      real("ap_50_95", label.mean());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void differences() throws IOException {
    json.writeArrayFieldStart("differences");
    for (Difference difference : report.differences()) {
      json.writeStartObject();
      json.writeStringField("of", difference.second());
      json.writeStringField("against", difference.first());
      real("value", difference.value());
      json.writeBooleanField("significant", difference.significant());
      if (difference instanceof Difference.OfClasses classes) {
        json.writeNumberField("lost", classes.test().onlyFirst());
        json.writeNumberField("won", classes.test().onlySecond());
        real("mcnemar_p", classes.test().probability());
      } else if (difference instanceof Difference.OfBoxes boxes) {
        real("bootstrap_low", boxes.interval().low());
        real("bootstrap_high", boxes.interval().high());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void share(String name, Share share) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("right", share.successes());
    json.writeNumberField("of", share.trials());
    real("value", share.value());
    real("wilson_low", share.low());
    real("wilson_high", share.high());
    json.writeEndObject();
  }

  /** JSON has no number for what is none. */
  private void real(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
