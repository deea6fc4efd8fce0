package io.sensorium.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Request} a line and answers each with one line of JSON: a {@link Look} to start
 * and look, a {@link Usage} to stop. Ends with its input. For one thread.
 */
public final class ContenderLoop {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Contender contender;
  private Contender.@Nullable Running running;
  private @Nullable Meter meter;
  private long fileBytesBefore;

  public ContenderLoop(Contender contender) {
    this.contender = contender;
  }

  /** Serves until there are no more requests. */
  public void serve(BufferedReader requests, PrintStream answers) throws Exception {
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(answer(JSON.readValue(line, Request.class)));
      answers.flush();
    }
  }

  private String answer(Request request) throws Exception {
    return JSON.writeValueAsString(
        switch (request.what()) {
          case START -> start(Objects.requireNonNull(request.settings()));
          case LOOK -> look();
          case STOP -> stop(request.endMs());
        });
  }

  private Look start(RunSettings settings) throws Exception {
    fileBytesBefore = ProcessFigures.fileBytes();
    Contender.Running started = contender.start(settings);
    running = started;
    meter = Meter.start(started::taken);
    return look();
  }

  private Look look() {
    Contender.Running started = started();
    Throwable failure = started.failure();
    return new Look(started.taken(), failure == null ? null : failure.toString());
  }

  private Usage stop(long endMs) {
    Contender.Running started = started();
    Meter used = Objects.requireNonNull(meter);
    used.look();
    used.close();
    Sample first = used.first();
    Sample all = used.allTaken();
    long fileBytes = ProcessFigures.fileBytes();
    Usage usage =
        new Usage(
            first.ms(),
            first.taken(),
            all.taken(),
            all.ms(),
            used.cpuNanos(first.ms(), endMs),
            ProcessFigures.liveHeapBytes(),
            ProcessFigures.residentBytes(),
            fileBytes < 0 ? -1 : fileBytes - fileBytesBefore);
    started.close();
    running = null;
    meter = null;
    return usage;
  }

  private Contender.Running started() {
    if (running == null) {
      throw new IllegalStateException("expected a run that was started, found none");
    }
    return running;
  }
}
