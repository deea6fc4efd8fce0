package io.sensorium.worker.rollout;

import static io.sensorium.worker.rollout.RolloutFixture.byHand;
import static io.sensorium.worker.rollout.RolloutFixture.submit;
import static io.sensorium.worker.rollout.RolloutFixture.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.worker.tensor.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred versions that do not load, of three kinds, leave nothing behind. */
final class BadLoadsTest {
  private static final long GROWTH_BYTES = 64L << 20;

  @TempDir private Path folder;

  @Test
  void sessionsThreadsFilesAndMemoryStayAsTheyWere() throws Exception {
    try (RolloutFixture models = new RolloutFixture(folder)) {
      // given: what the first loads leave in caches does not count
      Rollout rollout = models.start(byHand());
      models.corruptVersion(2);
      models.misfitVersion(3);
      models.brokenVersion(4);
      List<String> bad = List.of("2", "3", "4");
      bad.forEach(version -> fails(rollout, version));
      await().until(() -> models.runtime.open() == 2);
      long files = temporaryFiles();
      long threads = threads();
      long memory = resident();

      // when
      for (int i = 0; i < 100; i++) {
        fails(rollout, bad.get(i % bad.size()));
      }

      // then
      assertThat(models.runtime.open()).as("sessions").isEqualTo(2);
      await().untilAsserted(() -> assertThat(threads()).as("threads").isLessThanOrEqualTo(threads));
      assertThat(temporaryFiles()).as("temporary files").isEqualTo(files);
      assertThat(resident() - memory).as("bytes of memory").isLessThan(GROWTH_BYTES);
      assertThat(rollout.counts().failedLoads()).isEqualTo(103);
      assertThat(version(submit(rollout, "home", 1, 7).join())).isEqualTo(1);
    }
  }

  private static void fails(Rollout rollout, String version) {
    assertThatThrownBy(() -> rollout.control().load("embed", version))
        .isInstanceOf(ModelException.class);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("lane-") || t.getName().startsWith("features-"))
        .count();
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("onnx")).count();
    }
  }

  /** Of this process; 0 where the system does not say. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    String line =
        Files.readAllLines(status).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElse("VmRSS: 0 kB");
    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
  }
}
