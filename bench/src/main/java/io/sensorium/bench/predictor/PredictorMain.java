package io.sensorium.bench.predictor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.ContenderLoop;
import io.sensorium.bench.workload.Net;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Where the JVM of a contender begins; its arguments are which, the network, and the batch. */
public final class PredictorMain {
  private PredictorMain() {}

  public static void main(String[] arguments) throws Exception {
    Task task = new Task(Net.of(arguments[1]), Integer.parseInt(arguments[2]));
    new ContenderLoop(contender(arguments[0], task))
        .serve(new BufferedReader(new InputStreamReader(System.in, UTF_8)), System.out);
    // Clients that hang must not keep a JVM whose input has ended.
    System.exit(0);
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  static Contender contender(String name, Task task) {
    int cores = Runtime.getRuntime().availableProcessors();
    return switch (name) {
      case "worker" -> new WorkerService();
      case "streams" -> new StreamsPerRecord(task, 1);
      case "streams-cores" -> new StreamsPerRecord(task, cores);
      case "consumer-loop" -> new BatchLoop(task, cores);
      case "bare-decoding" -> new BareLoop(task, cores, true);
      case "bare" -> new BareLoop(task, cores, false);
      default -> throw new IllegalArgumentException("expected a contender, found " + name);
    };
  }
}
