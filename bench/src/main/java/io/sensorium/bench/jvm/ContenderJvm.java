package io.sensorium.bench.jvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.bench.contender.Look;
import io.sensorium.bench.contender.Request;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.contender.Usage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** A contender's JVM, which stays over its runs, so that its code is warm. For one thread. */
public final class ContenderJvm implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final ChildJvm jvm;

  private ContenderJvm(ChildJvm jvm) {
    this.jvm = jvm;
  }

  public static ContenderJvm start(List<String> command) {
    return new ContenderJvm(ChildJvm.start(command));
  }

  /** Begins a run. */
  public void begin(RunSettings settings) throws InterruptedException {
    Look unused = ask(Request.start(settings), Look.class);
  }

  /**
   * Events taken so far.
   *
   * @throws ChildFailure if the run has failed
   */
  public long taken() throws InterruptedException {
    Look look = ask(Request.look(), Look.class);
    if (look.failure() != null) {
      throw new ChildFailure(look.failure());
    }
    return look.taken();
  }

  /**
   * Ends a run.
   *
   * @param endMs when it was over, milliseconds since the epoch of time
   */
  Usage end(long endMs) throws InterruptedException {
    return ask(Request.stop(endMs), Usage.class);
  }

  private <T> T ask(Request request, Class<T> type) throws InterruptedException {
    try {
      return JSON.readValue(jvm.ask(JSON.writeValueAsString(request), LIMIT), type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    jvm.close();
  }
}
