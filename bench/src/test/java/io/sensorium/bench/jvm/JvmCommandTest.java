package io.sensorium.bench.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JvmCommandTest {
  private final JvmCommand command =
      new JvmCommand(
          Path.of("java"),
          List.of("-Xmx640m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Da=b"),
          List.of("-Xmx2g", "-XX:+UseG1GC"),
          "classes");

  @Test
  void a_contender_has_the_heap_and_collector_of_all_and_not_this_jvms() {
    assertThat(command.contender("Main", List.of("bare", "8")))
        .containsExactly(
            "java",
            "-XX:+ExitOnOutOfMemoryError",
            "-Da=b",
            "-Xmx2g",
            "-XX:+UseG1GC",
            "-cp",
            "classes",
            "Main",
            "bare",
            "8");
  }

  @Test
  void the_broker_has_a_heap_of_its_own() {
    assertThat(command.broker("home", 4))
        .contains("-Xmx1g")
        .doesNotContain("-Xmx2g", "-Xmx640m")
        .endsWith("home", "4");
  }
}
