package io.sensorium.recording;

import io.sensorium.event.Modality;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a recording row by row; memory does not grow with its length. For one thread.
 *
 * <p>Rows must be in arrival order; a row out of order, an unknown modality or a malformed number
 * is a {@link RecordingException} that names the row.
 */
public final class RecordingReader implements Iterator<RecordedEvent>, AutoCloseable {
  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private long row;
  private long lastArrival = Long.MIN_VALUE;

  private RecordingReader(Path file, CSVParser parser) {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
  }

  /**
   * Opens the recording in a folder.
   *
   * @throws RecordingException where there is no timeline or its header differs
   */
  public static RecordingReader open(Path folder) {
    Path file = folder.resolve(Timeline.FILE);
    try {
      Reader reader = Files.newBufferedReader(file);
      RecordingReader opened = new RecordingReader(file, CSVParser.parse(reader, Timeline.FORMAT));
      opened.readHeader();
      return opened;
    } catch (NoSuchFileException e) {
      throw new RecordingException(
          folder
              + ": expected a recording, a folder with "
              + Timeline.FILE
              + ", found no such file",
          e);
    } catch (IOException | UncheckedIOException e) {
      throw new RecordingException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private void readHeader() {
    CSVRecord header = records.hasNext() ? records.next() : null;
    if (header == null || !header.toList().equals(Timeline.HEADER)) {
      throw new RecordingException(
          file
              + ": expected the header "
              + String.join(",", Timeline.HEADER)
              + ", found "
              + (header == null ? "an empty file" : String.join(",", header.toList())));
    }
  }

  @Override
  public boolean hasNext() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw new RecordingException(file + ": row " + row + ": " + e.getMessage(), e);
    }
  }

  @Override
  public RecordedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file + " has " + row + " rows");
    }
    CSVRecord record = records.next();
    if (record.size() != Timeline.HEADER.size()) {
      throw error(Timeline.HEADER.size() + " fields", Integer.toString(record.size()));
    }
    long arrival = number(record, 0);
    if (arrival < lastArrival) {
      throw error(
          "rows in arrival order (arrival_us of at least " + lastArrival + ")", record.get(0));
    }
    lastArrival = arrival;
    String id = record.get(5).isEmpty() ? Long.toString(row) : record.get(5);
    long duration = record.get(6).isEmpty() ? 0 : number(record, 6);
    if (duration < 0) {
      throw error("a duration_us of 0 or more", record.get(6));
    }
    RecordedEvent event =
        new RecordedEvent(
            row,
            arrival,
            number(record, 1),
            filled(record, 2),
            modality(record.get(3)),
            filled(record, 4),
            id,
            duration,
            record.get(7));
    row++;
    return event;
  }

  private long number(CSVRecord record, int field) {
    try {
      return Long.parseLong(record.get(field));
    } catch (NumberFormatException e) {
      throw error(
          "whole microseconds in " + Timeline.HEADER.get(field), "'" + record.get(field) + "'");
    }
  }

  private String filled(CSVRecord record, int field) {
    if (record.get(field).isEmpty()) {
      throw error("a " + Timeline.HEADER.get(field), "nothing");
    }
    return record.get(field);
  }

  private Modality modality(String text) {
    for (Modality modality : Modality.values()) {
      if (modality.name().toLowerCase(Locale.ROOT).equals(text)) {
        return modality;
      }
    }
    throw error("camera, audio or text in modality", "'" + text + "'");
  }

  private RecordingException error(String expected, String found) {
    return new RecordingException(
        file + ": row " + row + ": expected " + expected + ", found " + found);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
