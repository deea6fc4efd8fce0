package io.sensorium.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.ContenderLoop;
import io.sensorium.bench.peer.DslJoin.Payload;
import io.sensorium.bench.peer.DslJoin.Stores;
import io.sensorium.fusion.FusionConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Where the JVM of a contender begins; told which by its one argument. */
public final class PeerMain {
  private PeerMain() {}

  public static void main(String[] arguments) throws Exception {
    new ContenderLoop(contender(arguments[0]))
        .serve(new BufferedReader(new InputStreamReader(System.in, UTF_8)), System.out);
    // Clients that hang must not keep a JVM whose input has ended.
    System.exit(0);
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  static Contender contender(String name) {
    return switch (name) {
      case "fusion-exactly-once" -> new FusionService(FusionConfig.Guarantee.EXACTLY_ONCE);
      case "fusion-at-least-once" -> new FusionService(FusionConfig.Guarantee.AT_LEAST_ONCE);
      case "dsl-rocksdb" ->
          new DslJoin(Stores.ROCKSDB, Payload.INLINE, DslJoin.Guarantee.AT_LEAST_ONCE);
      case "dsl-memory" ->
          new DslJoin(Stores.IN_MEMORY, Payload.INLINE, DslJoin.Guarantee.AT_LEAST_ONCE);
      case "dsl-memory-exactly-once" ->
          new DslJoin(Stores.IN_MEMORY, Payload.INLINE, DslJoin.Guarantee.EXACTLY_ONCE);
      case "dsl-references" ->
          new DslJoin(Stores.IN_MEMORY, Payload.REFERENCE, DslJoin.Guarantee.AT_LEAST_ONCE);
      case "streams-reader" -> new StreamsReader();
      case "bare-reader" -> new BareReader();
      default -> throw new IllegalArgumentException("expected a contender, found " + name);
    };
  }
}
