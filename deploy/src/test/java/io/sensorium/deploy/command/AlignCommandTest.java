package io.sensorium.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlignCommandTest {
  @TempDir private Path folder;
  private final List<Exception> failures = new ArrayList<>();

  @BeforeEach
  void record() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        pipeline: home
        pace: { each: view }
        inputs:
          view: { modality: camera }
        """);
    Files.writeString(
        folder.resolve("timeline.csv"),
        """
        arrival_us,time_us,site,modality,sensor,id,duration_us,payload
        1010000,1000000,h1,camera,door,f1,,x
        2010000,2000000,h1,camera,door,f2,,x
        """);
  }

  @Test
  void writesMomentsDropsTheSummaryAndThePage() throws IOException {
    int code = align("--json", file("s.json"), "--html", file("p.html"), "--html-for", "500ms");

    assertThat(code).isZero();
    assertThat(folder.resolve("moments.jsonl")).content().hasLineCount(2);
    assertThat(folder.resolve("dropped.jsonl")).isEmptyFile();
    assertThat(new ObjectMapper().readTree(Path.of(file("s.json")).toFile()).at("/moments").asInt())
        .isEqualTo(2);
    assertThat(Path.of(file("p.html")))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("\"drawn\":1,\"in_window\":1");
  }

  @Test
  void aWindowThatIsNoneIsToldAsAnExpectation() {
    int code = align("--html", file("p.html"), "--html-for", "0");

    assertThat(code).isEqualTo(2);
    assertThat(failures)
        .singleElement(InstanceOfAssertFactories.throwable(ConfigException.class))
        .hasMessageContaining("expected --html-from of 0 or more and --html-for above 0");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private int align(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline", file("pipeline.yaml"),
                "--recording", folder.toString(),
                "--moments", file("moments.jsonl"),
                "--dropped", file("dropped.jsonl")));
    arguments.addAll(List.of(more));
    return new CommandLine(new AlignCommand())
        .setExecutionExceptionHandler(
            (e, command, result) -> {
              failures.add(e);
              return 2;
            })
        .execute(arguments.toArray(String[]::new));
  }
}
