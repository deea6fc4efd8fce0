package io.sensorium.bench.jvm;

import java.lang.management.ManagementFactory;
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
 */
public record JvmCommand(
    Path java, List<String> inherited, List<String> options, String classPath) {
  public JvmCommand {
    inherited = List.copyOf(inherited);
    options = List.copyOf(options);
  }

  /**
   * As this JVM was started.
   *
   * @param options heap and collector of every contender, with blanks between them
   */
  public static JvmCommand ofThisJvm(String options) {
    return new JvmCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        List.of(options.strip().split(" +")),
        System.getProperty("java.class.path"));
  }

  /** Of the broker, which has what Kafka's own script gives it, and so many partitions a topic. */
  public List<String> broker(String pipeline, int partitions) {
    List<String> command = begin(List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
    command.addAll(
        List.of(
            "-cp",
            classPath,
            "io.sensorium.bench.broker.BrokerMain",
            pipeline,
            Integer.toString(partitions)));
    return command;
  }

  /** Of a contender on this JVM's classes. */
  public List<String> contender(String main, List<String> arguments) {
    return contender(List.of(), classPath, main, arguments);
  }

  /**
   * Of a contender.
   *
   * @param more options beside the heap and collector that all have
   */
  public List<String> contender(
      List<String> more, String classes, String main, List<String> arguments) {
    List<String> command = begin(options);
    command.addAll(more);
    command.addAll(List.of("-cp", classes, main));
    command.addAll(arguments);
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
