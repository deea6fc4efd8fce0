package io.sensorium.bench.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.bench.jvm.JvmCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContenderCommandTest {
  private final ContenderCommand command =
      new ContenderCommand(
          new JvmCommand(
              Path.of("java"),
              List.of("-Xmx640m", "-XX:+UseSerialGC", "-Da=b"),
              List.of("-Xmx2g", "-XX:+UseG1GC"),
              "classes"),
          Path.of("flink"));

  @Test
  void every_contender_has_the_same_heap_and_collector_and_not_this_jvms() {
    for (ContenderKind kind : ContenderKind.values()) {
      assertThat(command.of(kind))
          .startsWith("java", "-Da=b", "-Xmx2g", "-XX:+UseG1GC")
          .endsWith(kind.key());
    }
  }

  @Test
  void flink_sees_its_own_libraries_alone() {
    assertThat(command.of(ContenderKind.FLINK))
        .contains("flink/target/classes:flink/target/lib/*")
        .doesNotContain("classes");
  }
}
