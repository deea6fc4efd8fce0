package io.sensorium.bench.fusion;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How JVMs are started, alike for all contenders.
 *
 * @param java the program
 * @param inherited options of this JVM, of which those on heap and collector are left out
 * @param options heap and collector of every contender
 * @param classPath of this JVM
 * @param flink folder of the Flink module
 */
record JvmCommand(
    Path java, List<String> inherited, List<String> options, String classPath, Path flink) {
  /** Flink's own list of what it opens by reflection; it does no harm to others. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.util.concurrent", "java.time", "java.nio", "java.io");

  /** Of the broker, which has what Kafka's own script gives it. */
  List<String> broker(String pipeline) {
    List<String> command = begin(List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
    command.addAll(List.of("-cp", classPath, "io.sensorium.bench.broker.BrokerMain", pipeline));
    return command;
  }

  List<String> contender(ContenderKind kind) {
    List<String> command = begin(options);
    if (kind.flink()) {
      // The service's serde does this for itself.
      command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.sensorium.event");
      OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
      String classes = flink.resolve("target/classes").toString();
      String libraries = flink.resolve("target/lib").resolve("*").toString();
      command.addAll(
          List.of(
              "-cp",
              classes + File.pathSeparator + libraries,
              "io.sensorium.bench.flink.FlinkMain",
              kind.key()));
    } else {
      command.addAll(List.of("-cp", classPath, "io.sensorium.bench.peer.PeerMain", kind.key()));
    }
    return command;
  }

  private List<String> begin(List<String> heap) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    inherited.stream().filter(JvmCommand::notOnHeap).forEach(command::add);
    command.addAll(heap);
    return command;
  }

  private static boolean notOnHeap(String option) {
    return !option.startsWith("-Xm") && !(option.startsWith("-XX:+Use") && option.endsWith("GC"));
  }
}
