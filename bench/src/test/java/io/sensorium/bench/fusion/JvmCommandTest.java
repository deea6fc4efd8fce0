package io.sensorium.bench.fusion;

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
          "classes",
          Path.of("flink"));

  @Test
  void every_contender_has_the_same_heap_and_collector_and_not_this_jvms() {
    for (ContenderKind kind : ContenderKind.values()) {
      assertThat(command.contender(kind))
          .startsWith("java", "-XX:+ExitOnOutOfMemoryError", "-Da=b", "-Xmx2g", "-XX:+UseG1GC")
          .endsWith(kind.key());
    }
  }

  @Test
  void flink_sees_its_own_libraries_alone() {
    assertThat(command.contender(ContenderKind.FLINK))
        .contains("flink/target/classes:flink/target/lib/*")
        .doesNotContain("classes");
  }
}
