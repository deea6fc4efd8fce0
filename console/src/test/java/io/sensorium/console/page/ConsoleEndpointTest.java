package io.sensorium.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

// On a thread of its own, since a read from a socket does not end when it is interrupted.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ConsoleEndpointTest {
  private final Vertx vertx = Vertx.vertx();
  private final ConsoleEndpoint endpoint = new ConsoleEndpoint("127.0.0.1", 0);

  @BeforeEach
  void start() {
    vertx.deployVerticle(endpoint).toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void thePageRunsOnlyItsOwnStyleAndScript() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .startsWith("default-src 'none'; connect-src 'self'")
        .contains("script-src '" + hashOf("script", page.body()) + "'")
        .contains("style-src '" + hashOf("style", page.body()) + "'");
    assertThat(page.body())
        .doesNotContain("http://", "https://", "innerHTML", "insertAdjacentHTML", "<script ")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  @Test
  void aPageThatIsOpenGetsPredictionsAndFigures() throws Exception {
    try (Stream stream = new Stream()) {
      assertThat(stream.next("retry")).isEqualTo("2000");
      assertThat(stream.next("data")).contains("\"total\":0");

      endpoint.show("{\"site\":\"home-1\"}", 1_000);

      assertThat(stream.after("event: prediction")).isEqualTo("data: {\"site\":\"home-1\"}");
      assertThat(stream.after("event: figures"))
          .contains("\"total\":1")
          .contains("\"p50_us\":1000");
    }
  }

  @Test
  void aPageThatIsOpenedLaterBeginsWithTheLatestPredictions() throws Exception {
    try (Stream first = new Stream()) {
      endpoint.show("{\"site\":\"home-1\"}", 1_000);
      first.after("event: prediction");

      try (Stream second = new Stream()) {
        assertThat(second.after("event: prediction")).isEqualTo("data: {\"site\":\"home-1\"}");
      }
    }
  }

  @RepeatedTest(5)
  void aPageThatDoesNotReadHoldsUpNobody() throws Exception {
    String long_ = "{\"site\":\"" + "x".repeat(20_000) + "\"}";
    try (Stream slow = new Stream();
        Stream quick = new Stream()) {
      Thread flood =
          new Thread(
              () -> {
                for (int i = 0; i < 20_000 && !Thread.currentThread().isInterrupted(); i++) {
                  endpoint.show(long_, 1);
                }
                endpoint.show("{\"site\":\"last\"}", 1);
              });
      flood.start();
      flood.join();

      String seen = quick.after("event: prediction");
      while (!seen.contains("last")) {
        seen = quick.after("event: prediction");
      }
      assertThat(slow.next("retry")).isEqualTo("2000");
    }
  }

  @Test
  void tooManyPagesAreTurnedAway() throws Exception {
    Stream[] open = new Stream[100];
    for (int i = 0; i < open.length; i++) {
      open[i] = new Stream();
      open[i].next("retry");
    }

    HttpResponse<String> one = get("/events");

    assertThat(one.statusCode()).isEqualTo(503);
    assertThat(one.headers().firstValue("Retry-After")).hasValue("10");
    for (Stream stream : open) {
      stream.close();
    }
    await().until(() -> get("/health/live").statusCode() == 200);
  }

  @Test
  void aPortInUseIsSaidSo() {
    int port = endpoint.port();

    assertThatThrownBy(
            () ->
                vertx
                    .deployVerticle(new ConsoleEndpoint("localhost", port))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get())
        .cause()
        .isInstanceOf(ConsoleEndpointException.class)
        .hasMessageContaining("localhost:" + port)
        .hasMessageContaining("http.port");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .build(),
            BodyHandlers.ofString());
  }

  private static String hashOf(String element, String html) throws Exception {
    Matcher matcher =
        Pattern.compile("<" + element + ">(.*)</" + element + ">", Pattern.DOTALL).matcher(html);
    assertThat(matcher.find()).isTrue();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  /** A client of the stream that reads only when told to. */
  private final class Stream implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
    private final BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

    Stream() throws IOException {
      socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
    }

    /** The value of the next line of that name. */
    String next(String name) throws IOException {
      return lineAfter(line -> line.startsWith(name + ": "), 0).substring(name.length() + 2);
    }

    /** The line after the next one like this. */
    String after(String line) throws IOException {
      return lineAfter(line::equals, 1);
    }

    private String lineAfter(java.util.function.Predicate<String> wanted, int offset)
        throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (wanted.test(line)) {
          return offset == 0 ? line : in.readLine();
        }
      }
      throw new IOException("the stream has ended");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
