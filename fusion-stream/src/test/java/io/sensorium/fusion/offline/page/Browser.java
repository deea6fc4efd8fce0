package io.sensorium.fusion.offline.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, driven by the DevTools protocol; tests skip where there is
 * none on the path. For one thread.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_S = 60;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages;
  private int calls;

  private Browser(Process process, WebSocket socket, BlockingQueue<JsonNode> messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  static Browser open(Path page) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                executable().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--window-size=1400,900",
                "--remote-debugging-port=0",
                page.toUri().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      HttpClient http = HttpClient.newHttpClient();
      BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
      URI browser = devTools(process);
      String target = pageTarget(http, browser, page);
      WebSocket socket =
          http.newWebSocketBuilder().buildAsync(URI.create(target), new Inbox(messages)).join();
      Browser opened = new Browser(process, socket, messages);
      opened.awaitPage();
      return opened;
    } catch (IOException | RuntimeException | InterruptedException e) {
      process.destroy();
      throw e;
    }
  }

  private static Path executable() {
    List<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!found.isEmpty(), "no chromium or google-chrome on the path: no browser to try");
    return found.get(0);
  }

  /** Chromium says on its error output where it listens. */
  private static URI devTools(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      int at = line.indexOf("ws://");
      if (at >= 0) {
        return URI.create(line.substring(at));
      }
    }
    throw new IOException("the browser ended without a word of where it listens");
  }

  private static String pageTarget(HttpClient http, URI browser, Path page)
      throws IOException, InterruptedException {
    URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
    var request = java.net.http.HttpRequest.newBuilder(list).build();
    String body = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).body();
    for (JsonNode target : JSON.readTree(body)) {
      if (target.at("/url").asText().equals(page.toUri().toString())) {
        return target.at("/webSocketDebuggerUrl").asText();
      }
    }
    throw new IOException("the browser has not opened " + page + ": " + body);
  }

  /** The page's script has run: only then does the document have the title that it gives it. */
  private void awaitPage() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!evaluate("document.readyState + typeof prepared").asText().equals("completeobject")) {
      if (System.nanoTime() > end) {
        throw new IOException("the page's script has not run within " + PATIENCE_S + " s");
      }
      evaluate("new Promise(done => setTimeout(done, 10))");
    }
  }

  /** Value of an expression; a promise is waited for. */
  JsonNode evaluate(String expression) throws IOException, InterruptedException {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("expression", expression);
    parameters.put("awaitPromise", true);
    parameters.put("returnByValue", true);
    JsonNode result = call("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.at("/result/value");
  }

  /** Presses and releases a key. */
  void press(String key) throws IOException, InterruptedException {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", JSON.createObjectNode().put("type", type).put("key", key));
    }
  }

  private JsonNode call(String method, ObjectNode parameters)
      throws IOException, InterruptedException {
    int id = ++calls;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    while (true) {
      JsonNode answer = messages.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException(method + ": no answer within " + PATIENCE_S + " s");
      }
      if (answer.path("id").asInt() == id) {
        return answer.path("result");
      }
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
    process.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    children.forEach(ProcessHandle::destroy);
    socket.abort();
  }

  private static final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages;
    private final StringBuilder text = new StringBuilder();

    private Inbox(BlockingQueue<JsonNode> messages) {
      this.messages = messages;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          messages.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(webSocket, data, last);
    }
  }
}
