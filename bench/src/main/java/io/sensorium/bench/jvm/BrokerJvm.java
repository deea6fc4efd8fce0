package io.sensorium.bench.jvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.bench.broker.BrokerFigures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Broker and registry in their own JVM. For one thread. */
public final class BrokerJvm implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ChildJvm jvm;
  private final Map<String, String> kafka;

  private BrokerJvm(ChildJvm jvm, Map<String, String> kafka) {
    this.jvm = jvm;
    this.kafka = kafka;
  }

  public static BrokerJvm start(List<String> command) throws InterruptedException {
    ChildJvm jvm = ChildJvm.start(command);
    try {
      return new BrokerJvm(jvm, JSON.readValue(jvm.answer(LIMIT), new TypeReference<>() {}));
    } catch (JsonProcessingException e) {
      jvm.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      jvm.close();
      throw e;
    }
  }

  /** Client settings. */
  public Map<String, String> kafka() {
    return kafka;
  }

  /**
   * Processor time between two instants, milliseconds since the epoch; bytes since its start.
   *
   * @throws IllegalStateException if the broker is gone, with which all is over
   */
  public BrokerFigures figures(long fromMs, long toMs) throws InterruptedException {
    try {
      return JSON.readValue(jvm.ask(fromMs + " " + toMs, LIMIT), BrokerFigures.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (ChildFailure e) {
      throw new IllegalStateException("the broker " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    jvm.close();
  }
}
