package io.sensorium.recording;

import io.sensorium.event.Modality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a recording row by row, in arrival order. For one thread.
 *
 * <p>Payload files are named by a running number, never by what an event says of itself, so no
 * event can choose where it is written.
 */
public final class RecordingWriter implements AutoCloseable {
  private final Path folder;
  private final CSVPrinter printer;
  private long lastArrival = Long.MIN_VALUE;
  private long rows;

  private RecordingWriter(Path folder, CSVPrinter printer) {
    this.folder = folder;
    this.printer = printer;
  }

  /**
   * Begins a recording in a folder, which is made where it is not there.
   *
   * @throws RecordingException where the folder already holds a recording: nothing is overwritten
   */
  public static RecordingWriter create(Path folder) {
    Path file = folder.resolve(Timeline.FILE);
    try {
      Files.createDirectories(folder.resolve("payloads"));
      if (Files.exists(file)) {
        throw new RecordingException(
            folder
                + ": expected a new or empty folder, found a recording in it. Choose another folder.");
      }
      CSVPrinter printer =
          new CSVPrinter(
              Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW), Timeline.FORMAT);
      printer.printRecord(Timeline.HEADER);
      return new RecordingWriter(folder, printer);
    } catch (IOException e) {
      throw new RecordingException(folder + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Appends a row.
   *
   * @param payload as it stands in the row: text, or a path that {@link #payloadFile} returned
   */
  public void write(
      long arrivalUs,
      long timeUs,
      String site,
      Modality modality,
      String sensor,
      String id,
      long durationUs,
      String payload) {
    if (arrivalUs < lastArrival) {
      throw new IllegalArgumentException("arrival " + arrivalUs + " after " + lastArrival);
    }
    lastArrival = arrivalUs;
    try {
      printer.printRecord(
          arrivalUs,
          timeUs,
          site,
          modality.name().toLowerCase(Locale.ROOT),
          sensor,
          id,
          modality == Modality.AUDIO ? Long.toString(durationUs) : "",
          payload);
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the payload of the next row.
   *
   * @param extension such as {@code jpg}
   * @param parts the file's content, one after the other
   * @return the path for {@link #write}, relative to the recording
   */
  public String payloadFile(String extension, ByteBuffer... parts) {
    String path = String.format(Locale.ROOT, "payloads/%09d.%s", rows, extension);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (ByteBuffer part : parts) {
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long rows() {
    return rows;
  }

  @Override
  public void close() {
    try {
      printer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
