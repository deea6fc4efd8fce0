package io.sensorium.deploy.registry;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same suite against Apicurio Registry, as a child process, where {@code -Papicurio} has
 * fetched it (159 MB) and there is a JDK that can run it.
 */
class ApicurioConformanceIT extends RegistryConformance {
  private static final Path APP = Path.of("target", "apicurio", "quarkus-run.jar");
  private static final int NEEDED_JAVA = 21;

  @TempDir static Path folder;
  private static Process server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Files.exists(APP)).as("Apicurio is fetched with -Papicurio").isTrue();
    Optional<Path> java = java();
    assumeThat(java).as("a JDK of version %d or later", NEEDED_JAVA).isPresent();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        new ProcessBuilder(
                java.orElseThrow().toString(),
                "-Xmx400m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dapicurio.rules.global.compatibility=BACKWARD",
                "-Dapicurio.rest.deletion.artifact.enabled=true",
                "-Dapicurio.rest.deletion.artifact-version.enabled=true",
                "-jar",
                APP.toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Awaitility.await("Apicurio")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> new ApicurioConformanceIT().get("/subjects").statusCode() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.destroy();
      server.waitFor(30, TimeUnit.SECONDS);
    }
  }

  @Override
  String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  @Override
  Set<Departure> departures() {
    return EnumSet.allOf(Departure.class);
  }

  private static Optional<Path> java() throws IOException {
    if (Runtime.version().feature() >= NEEDED_JAVA) {
      return ProcessHandle.current().info().command().map(Path::of);
    }
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> jdks = Files.list(folder)) {
      return jdks.filter(jdk -> feature(jdk.resolve("release")) >= NEEDED_JAVA)
          .map(jdk -> jdk.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  private static int feature(Path release) {
    try {
      List<String> lines = Files.exists(release) ? Files.readAllLines(release) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> Runtime.Version.parse(line.replaceAll(".*=|\"", "")).feature())
          .findFirst()
          .orElse(0);
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
