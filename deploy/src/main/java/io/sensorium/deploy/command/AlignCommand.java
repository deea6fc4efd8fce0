package io.sensorium.deploy.command;

import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Aligns a recording without Kafka. */
@Command(
    name = "align",
    description = "Align a recording offline, by exactly the rules and code of the fusion service.")
final class AlignCommand implements Callable<Integer> {
  @Option(
      names = "--pipeline",
      required = true,
      paramLabel = "FILE",
      description = "The pipeline file.")
  private Path pipeline = Path.of("");

  @Option(
      names = "--recording",
      required = true,
      paramLabel = "DIR",
      description = "A recording; its payloads stay closed.")
  private Path recording = Path.of("");

  @Option(
      names = "--moments",
      required = true,
      paramLabel = "FILE",
      description = "Where moments go, a JSON line each.")
  private Path moments = Path.of("");

  @Option(
      names = "--dropped",
      required = true,
      paramLabel = "FILE",
      description = "Where dropped events go, a JSON line each.")
  private Path dropped = Path.of("");

  @Override
  public Integer call() throws Exception {
    System.out.println(AlignRecording.run(Pipeline.read(pipeline), recording, moments, dropped));
    return 0;
  }
}
