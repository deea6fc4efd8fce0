package io.sensorium.bench.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.bench.contender.Meter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * Broker and registry in a JVM of their own; told a pipeline and how many partitions a topic has.
 * Its first line is the client settings as JSON; each line in, {@code fromMs toMs}, is answered by
 * a {@link BrokerFigures}. Ends with its input.
 */
public final class BrokerMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (LocalKafka local = LocalKafka.start(arguments[0], Integer.parseInt(arguments[1]));
        Meter meter = Meter.start(() -> 0)) {
      out.println(JSON.writeValueAsString(local.kafka()));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] span = line.split(" ", 2);
        long cpuNanos = meter.cpuNanos(Long.parseLong(span[0]), Long.parseLong(span[1]));
        out.println(JSON.writeValueAsString(new BrokerFigures(cpuNanos, BrokerFigures.appended())));
      }
    }
  }
}
