package io.sensorium.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.bench.contender.ContenderLoop;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Where the JVM of Flink begins; told which variant by its one argument. */
public final class FlinkMain {
  private FlinkMain() {}

  public static void main(String[] arguments) throws Exception {
    new ContenderLoop(job(arguments[0]))
        .serve(new BufferedReader(new InputStreamReader(System.in, UTF_8)), System.out);
    System.exit(0);
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  private static IntervalJoinJob job(String name) {
    return switch (name) {
      case "flink" -> new IntervalJoinJob(DeliveryGuarantee.AT_LEAST_ONCE, Duration.ofSeconds(10));
      case "flink-exactly-once" ->
          new IntervalJoinJob(DeliveryGuarantee.EXACTLY_ONCE, Duration.ofSeconds(1));
      default -> throw new IllegalArgumentException("expected a variant of Flink, found " + name);
    };
  }
}
