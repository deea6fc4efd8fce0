package io.sensorium.console.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The open streams of server-sent events. Nothing is sent to a client whose bounded buffer is full;
 * it goes on later with the latest, so it neither blocks nor costs the others anything. On one
 * event loop.
 */
final class EventStreams {
  private static final int MOST_CLIENTS = 100;
  private static final int BUFFER_BYTES = 256 << 10;

  private final LatestLines predictions;
  private final Set<Client> clients = new LinkedHashSet<>();

  EventStreams(LatestLines predictions) {
    this.predictions = predictions;
  }

  boolean isFull() {
    return clients.size() >= MOST_CLIENTS;
  }

  /** Opens a stream, beginning with the latest predictions. */
  void open(HttpServerResponse response, String figures) {
    Client client = new Client(response);
    response
        .setChunked(true)
        .setWriteQueueMaxSize(BUFFER_BYTES)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .closeHandler(closed -> clients.remove(client))
        .exceptionHandler(failure -> clients.remove(client));
    clients.add(client);
    client.write("retry: 2000\n\n" + event("figures", figures));
    sendPredictions();
  }

  /** Sends to every client what it has not seen; clients that have seen the same get the same. */
  void sendPredictions() {
    Map<Long, Unseen> unseen = new HashMap<>();
    for (Client client : ready()) {
      Unseen next = unseen.computeIfAbsent(client.position, this::after);
      if (next.position() != client.position) {
        client.write(next.events());
        client.position = next.position();
      }
    }
  }

  /** Lines are added meanwhile: the text and the position are of one look. */
  private Unseen after(long position) {
    LatestLines.Batch batch = predictions.after(position);
    return new Unseen(events(batch.lines()), batch.position());
  }

  void sendFigures(String figures) {
    ready().forEach(client -> client.write(event("figures", figures)));
  }

  void close() {
    for (Client client : List.copyOf(clients)) {
      var unused = client.response.end();
    }
    clients.clear();
  }

  private List<Client> ready() {
    clients.removeIf(client -> client.response.closed() || client.response.ended());
    return clients.stream().filter(client -> !client.response.writeQueueFull()).toList();
  }

  private static String events(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(event("prediction", line)));
    return text.toString();
  }

  /** JSON has no raw line ends, so one line of data is one event. */
  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  private record Unseen(String events, long position) {}

  private static final class Client {
    private final HttpServerResponse response;
    private long position;

    Client(HttpServerResponse response) {
      this.response = response;
    }

    void write(String events) {
      var unused = response.write(events);
    }
  }
}
