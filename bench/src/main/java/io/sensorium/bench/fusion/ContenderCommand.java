package io.sensorium.bench.fusion;

import io.sensorium.bench.jvm.JvmCommand;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a contender's JVM is started.
 *
 * @param jvm what all have in common
 * @param flink folder of the Flink module
 */
record ContenderCommand(JvmCommand jvm, Path flink) {
  /** Flink's own list of what it opens by reflection; it does no harm to others. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.util.concurrent", "java.time", "java.nio", "java.io");

  List<String> of(ContenderKind kind) {
    List<String> arguments = List.of(kind.key());
    if (!kind.flink()) {
      return jvm.contender("io.sensorium.bench.peer.PeerMain", arguments);
    }
    List<String> options = new ArrayList<>();
    // The service's serde does this for itself.
    options.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.sensorium.event");
    OPENED.forEach(name -> options.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    String classes = flink.resolve("target/classes").toString();
    String libraries = flink.resolve("target/lib").resolve("*").toString();
    return jvm.contender(
        options,
        classes + File.pathSeparator + libraries,
        "io.sensorium.bench.flink.FlinkMain",
        arguments);
  }
}
