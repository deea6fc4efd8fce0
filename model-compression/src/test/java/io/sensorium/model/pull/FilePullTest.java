package io.sensorium.model.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePullTest {
  private static final byte[] BODY = {1, 2, 3, 4, 5};

  /** Of the body. */
  private static final String SHA256 =
      "74f81fe167d99b4cb41d6d0ccda82278caee9f3e2f25d5e5a3936ff3dcec60d0";

  @TempDir private Path folder;

  private final CountDownLatch over = new CountDownLatch(1);
  private final FilePull pull =
      new FilePull(address -> address.getHostAddress().equals("127.0.0.1"));

  private HttpServer server;
  private Path out;

  @BeforeEach
  void serve() throws Exception {
    out = folder.resolve("model.onnx");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/model", e -> answer(e, 200, BODY, BODY.length));
    server.createContext("/chunked", e -> answer(e, 200, BODY, 0));
    server.createContext("/none", e -> answer(e, 404, BODY, BODY.length));
    server.createContext("/moved", e -> redirect(e, "/model"));
    server.createContext("/circle", e -> redirect(e, "/circle"));
    server.createContext(
        "/inside", e -> redirect(e, url("/model").replace("127.0.0.1", "127.0.0.2")));
    server.createContext("/other", e -> redirect(e, "file:///etc/passwd"));
    server.createContext("/named", e -> redirect(e, url("/model").replace("//", "//me:secret@")));
    server.createContext("/slow", this::neverEnds);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/model", "/chunked", "/moved"})
  void aFileOfTheRightChecksumIsKept(String path) throws Exception {
    PulledFile file = pull.pull(url(path), out, limits(5, SHA256));

    assertThat(file).isEqualTo(new PulledFile(out, 5, SHA256));
    assertThat(out).hasBinaryContent(BODY);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void anotherChecksumKeepsWhatWasThere() throws Exception {
    Files.writeString(out, "before");

    refused("/model", limits(5, "0".repeat(64)), "expected sha256 0000");

    assertThat(out).hasContent("before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/model", "/chunked"})
  void moreThanTheLimitIsGivenUp(String path) {
    refused(path, limits(4, null), "at most 4 bytes, found 5 or more");
  }

  @Test
  void aRedirectInsideIsNotFollowed() {
    refused("/inside", limits(5, null), "found 127.0.0.2 at 127.0.0.2");
  }

  @Test
  void aRedirectToAnotherSchemeIsNotFollowed() {
    refused("/other", limits(5, null), "expected a URL such as");
  }

  @Test
  void aRedirectToAPasswordIsNotFollowedAndNotTold() {
    assertThatThrownBy(() -> pull.pull(url("/named"), out, limits(5, null)))
        .isInstanceOf(PullException.class)
        .hasMessageContaining("without user name and password")
        .hasMessageNotContaining("secret");
  }

  @Test
  void redirectsEnd() {
    refused("/circle", limits(5, null), "at most 5 redirects");
  }

  @Test
  void anErrorIsNoFile() {
    refused("/none", limits(5, null), "status 200");
  }

  @Test
  void anAnswerWithoutAnEndIsGivenUp() {
    refused("/slow", new PullLimits(5, Duration.ofMillis(200), null, true), "an end in time");
  }

  @Test
  void plainHttpIsForThoseWhoAskForIt() {
    refused("/model", new PullLimits(5, Duration.ofSeconds(5), null, false), "--http allows it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:secret@host/x",
        "ftp://host/secret",
        "host/secret",
        "https:secret",
        "https://h h/secret"
      })
  void addressesThatAreNoneAreRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> pull.pull(url, out, limits(5, null)))
        .isInstanceOf(PullException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aSignatureIsNotTold() {
    assertThatThrownBy(() -> pull.pull(url("/none?signature=secret"), out, limits(5, null)))
        .hasMessageContaining("/none")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aChecksumOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> limits(5, "abc")).hasMessageContaining("64 hexadecimal digits");
  }

  private void refused(String path, PullLimits limits, String message) {
    assertThatThrownBy(() -> pull.pull(url(path), out, limits))
        .isInstanceOf(PullException.class)
        .hasMessageContaining(message);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private static PullLimits limits(long bytes, String sha256) {
    return new PullLimits(bytes, Duration.ofSeconds(20), sha256, true);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** A length of 0 sends chunks. */
  private static void answer(HttpExchange exchange, int status, byte[] body, long length)
      throws IOException {
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void neverEnds(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 5);
    exchange.getResponseBody().write(1);
    exchange.getResponseBody().flush();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
