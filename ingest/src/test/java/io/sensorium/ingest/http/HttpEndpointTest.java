package io.sensorium.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.config.ByteSize;
import io.sensorium.event.AudioChunk;
import io.sensorium.event.CameraFrame;
import io.sensorium.event.SampleEncoding;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.ingest.payload.PayloadLimits;
import io.sensorium.ingest.payload.PcmAudio;
import io.sensorium.ingest.payload.WavFile;
import io.sensorium.ingest.publish.MemoryPublisher;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpEndpointTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final HttpConfig SMALL =
      new HttpConfig(
          "127.0.0.1",
          0,
          new PayloadLimits(new ByteSize(4_000), new ByteSize(2_000), new ByteSize(100), 10_000L),
          new ByteSize(8_000),
          Duration.ofSeconds(20));

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private MemoryPublisher kafka = new MemoryPublisher();
  private int port;

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    kafka.close();
  }

  @Test
  void aFrameIsAnsweredWithWhereItStands() throws IOException {
    start();

    HttpResponse<Buffer> answer =
        send(
            post("/v1/home-1/camera/door")
                .putHeader("Content-Type", "image/jpeg")
                .putHeader("Event-Id", "f-1")
                .putHeader("Event-Time", "1769860800123456"),
            image("jpg", 64, 48));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("topic", "camera.frames")
                .put("partition", 0)
                .put("offset", 0)
                .put("id", "f-1")
                .put("time_us", 1769860800123456L));
    CameraFrame frame = (CameraFrame) kafka.records().get(0);
    assertThat(frame.getSite()).isEqualTo("home-1");
    assertThat(frame.getSensor()).isEqualTo("door");
    assertThat(frame.getEventTime()).isEqualTo(NOW);
    assertThat(frame.getPayload()).isEqualTo(ByteBuffer.wrap(image("jpg", 64, 48).getBytes()));
  }

  @Test
  void aTextHasKindLanguageAndDefaults() {
    start();

    send(text("/v1/home-1/text/chat?kind=utterance&language=de"), Buffer.buffer("Grüße"));
    send(text("/v1/home-1/text/chat").putHeader("Content-Language", "en"), Buffer.buffer("hi"));

    TextEvent first = (TextEvent) kafka.records().get(0);
    assertThat(first.getText()).isEqualTo("Grüße");
    assertThat(first.getKind()).isEqualTo(TextKind.UTTERANCE);
    assertThat(first.getLanguage()).isEqualTo("de");
    assertThat(first.getEventTime()).isEqualTo(NOW);
    assertThat(first.getId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
    TextEvent second = (TextEvent) kafka.records().get(1);
    assertThat(second.getKind()).isEqualTo(TextKind.MESSAGE);
    assertThat(second.getLanguage()).isEqualTo("en");
    assertThat(second.getId()).isNotEqualTo(first.getId());
  }

  @ParameterizedTest
  @CsvSource({
    "audio/L16;rate=16000;channels=1,S16LE,02010403",
    "audio/L16;rate=16000;channels=2;endianness=little-endian,S16LE,01020304",
    "audio/L24; rate=\"48000\",S24LE,030201060504",
    "audio/L8;rate=8000,U8,01020304",
  })
  void rawSamplesAreStoredLittleEndian(String type, SampleEncoding encoding, String stored) {
    start();
    Buffer body =
        Buffer.buffer(
            type.contains("24") ? new byte[] {1, 2, 3, 4, 5, 6} : new byte[] {1, 2, 3, 4});

    HttpResponse<Buffer> answer =
        send(post("/v1/car-1/audio/cabin").putHeader("Content-Type", type), body);

    assertThat(answer.statusCode()).isEqualTo(202);
    AudioChunk chunk = (AudioChunk) kafka.records().get(0);
    assertThat(chunk.getEncoding()).isEqualTo(encoding);
    byte[] samples = new byte[chunk.getPayload().remaining()];
    chunk.getPayload().duplicate().get(samples);
    assertThat(java.util.HexFormat.of().formatHex(samples)).isEqualTo(stored);
  }

  @Test
  void aWavFileIsStoredAsSamples() {
    start();
    PcmAudio audio = new PcmAudio(SampleEncoding.S16LE, 16_000, 1, ByteBuffer.wrap(new byte[320]));

    send(
        post("/v1/car-1/audio/cabin").putHeader("Content-Type", "audio/wav"),
        Buffer.buffer(WavFile.write(audio)));

    AudioChunk chunk = (AudioChunk) kafka.records().get(0);
    assertThat(chunk.getDurationUs()).isEqualTo(10_000);
    assertThat(chunk.getSampleRate()).isEqualTo(16_000);
  }

  @Test
  void theTraceIsPassedThrough() {
    start();
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    send(text("/v1/home-1/text/chat").putHeader("traceparent", trace), Buffer.buffer("hi"));

    assertThat(new String(kafka.sent().get(0).headers().lastHeader("traceparent").value(), UTF_8))
        .isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource({
    "404,/v1/home/lidar/x,text/plain,hi,'choose camera, audio or text'",
    "404,/v2/home/text/x,text/plain,hi,correct method and path",
    "400,/v1/ho%20me/text/x,text/plain,hi,rename the site",
    "400,/v1/home/text/..%2Fx,text/plain,hi,rename the sensor",
    "400,/v1/-home/text/x,text/plain,hi,rename the site",
    "415,/v1/home/text/x,application/json,hi,correct the Content-Type",
    "415,/v1/home/text/x,text/plain;charset=latin1,hi,correct the Content-Type",
    "415,/v1/home/camera/x,image/gif,hi,correct the Content-Type",
    "415,/v1/home/audio/x,audio/mpeg,hi,correct the Content-Type",
    "400,/v1/home/audio/x,audio/L16,hi,give rate",
    "400,/v1/home/audio/x,audio/L16;rate=16000,abc,whole",
    "400,/v1/home/audio/x,audio/wav,nonsense,convert it",
    "400,/v1/home/camera/x,image/jpeg,nonsense,as the camera encoded it",
    "400,/v1/home/text/x?kind=shout,text/plain,hi,correct or remove it",
    "400,/v1/home/text/x?language=!,text/plain,hi,correct or remove it",
    "400,/v1/home/text/x,text/plain,'',send the text as the body",
  })
  void whatCannotBeTakenIsRefusedWithWhatToDo(
      int status, String path, String type, String body, String fix) {
    start();

    HttpResponse<Buffer> answer =
        send(post(path).putHeader("Content-Type", type), Buffer.buffer(body));

    assertRefused(answer, status, fix);
    assertThat(kafka.sent()).isEmpty();
  }

  @Test
  void malformedHeadersAreRefused() {
    start();
    Buffer hi = Buffer.buffer("hi");

    assertRefused(
        send(text("/v1/h/text/x").putHeader("Event-Time", "yesterday"), hi), 400, "for now");
    assertRefused(send(text("/v1/h/text/x").putHeader("Event-Id", "a b"), hi), 400, "header");
    assertRefused(
        send(text("/v1/h/text/x"), Buffer.buffer(new byte[] {(byte) 0xC3})), 400, "UTF-8");
  }

  @Test
  void aMethodThatIsNotTakenIsRefused() {
    start();

    assertRefused(send(client.get(port, "127.0.0.1", "/v1/h/text/x"), null), 405, "method");
  }

  @Test
  void tooMuchIsRefusedByContentLengthAndByStreaming() throws IOException {
    start(SMALL);
    Buffer long_ = Buffer.buffer("x".repeat(101));

    HttpResponse<Buffer> declared = send(text("/v1/h/text/x"), long_);
    String endless =
        firstLine(
            head("/v1/h/text/x", "text/plain", "Transfer-Encoding: chunked")
                + ("40\r\n" + "x".repeat(64) + "\r\n").repeat(10),
            false);

    assertRefused(declared, 413, "raise the limit");
    assertThat(declared.bodyAsJsonObject().getString("found")).isEqualTo("101 bytes");
    assertThat(endless).startsWith("HTTP/1.1 413");
    assertThat(kafka.sent()).isEmpty();
  }

  @Test
  void tooManyPixelsAreRefusedByTheHeaderOfTheImage() throws IOException {
    start(SMALL);

    HttpResponse<Buffer> answer =
        send(post("/v1/h/camera/x").putHeader("Content-Type", "image/png"), image("png", 200, 100));

    assertRefused(answer, 413, "raise the limit");
    assertThat(answer.bodyAsJsonObject().getString("found")).isEqualTo("200 x 100");
  }

  @Test
  void aDeclaredTypeThatTheBytesDenyIsRefused() throws IOException {
    start();

    HttpResponse<Buffer> answer =
        send(post("/v1/h/camera/x").putHeader("Content-Type", "image/png"), image("jpg", 2, 2));

    assertRefused(answer, 400, "correct the Content-Type");
  }

  @Test
  void aSaturatedPublisherIsAnsweredWithRetryAfterAndTheFirstEventStillGoesThrough() {
    kafka = MemoryPublisher.silent(1_500);
    start();
    CompletableFuture<HttpResponse<Buffer>> first =
        sending(text("/v1/h/text/x"), Buffer.buffer("one"));
    await().until(() -> kafka.sent().size() == 1);

    HttpResponse<Buffer> second = send(text("/v1/h/text/x"), Buffer.buffer("two"));
    kafka.acknowledgeNext();

    assertRefused(second, 503, "Retry-After");
    assertThat(second.getHeader("Retry-After")).isEqualTo("1");
    assertThat(first.join().statusCode()).isEqualTo(202);
    kafka.close();
    kafka = new MemoryPublisher();
  }

  @Test
  void bodiesOnTheirWayAreBoundedAsAWhole() {
    kafka = MemoryPublisher.silent(1 << 20);
    start(SMALL);
    Buffer wav =
        Buffer.buffer(
            WavFile.write(
                new PcmAudio(SampleEncoding.U8, 8_000, 1, ByteBuffer.wrap(new byte[1_900]))));
    for (int i = 0; i < 4; i++) {
      var unused = sending(post("/v1/h/audio/x").putHeader("Content-Type", "audio/wav"), wav);
    }
    await().until(() -> kafka.sent().size() == 4);

    HttpResponse<Buffer> fifth =
        send(post("/v1/h/audio/x").putHeader("Content-Type", "audio/wav"), wav);

    assertRefused(fifth, 503, "Retry-After");
    while (kafka.acknowledgeNext()) {
      // lets the others end
    }
  }

  @Test
  void aSenderThatGoesAwayGivesItsRoomBack() throws IOException {
    start(SMALL);
    for (int i = 0; i < 2; i++) {
      firstLine(head("/v1/h/camera/x", "image/jpeg", "Content-Length: 4000") + "part", true);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(
                        send(
                                post("/v1/h/camera/x").putHeader("Content-Type", "image/jpeg"),
                                image("jpg", 8, 8))
                            .statusCode())
                    .isEqualTo(202));
  }

  @Test
  void aSenderThatAsksFirstIsToldToGoOnOrWhyNot() throws IOException {
    start(SMALL);
    String expect = "Expect: 100-continue\r\nContent-Length: ";

    assertThat(firstLine(head("/v1/h/text/x", "text/plain", expect + 100), false))
        .isEqualTo("HTTP/1.1 100 Continue");
    assertThat(firstLine(head("/v1/h/text/x", "text/plain", expect + 101), false))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void noAcknowledgementInTimeIsSaidSo() {
    kafka = MemoryPublisher.silent(1 << 20);
    start(
        new HttpConfig(
            "127.0.0.1", 0, PayloadLimits.standard(), new ByteSize(8_000), Duration.ofMillis(50)));

    HttpResponse<Buffer> answer = send(text("/v1/h/text/x"), Buffer.buffer("one"));

    assertRefused(answer, 503, "the same Event-Id");
    kafka.acknowledgeNext();
  }

  @Test
  void whatKafkaDoesNotTakeIsToldAndMakesTheEndpointUnready() {
    kafka = MemoryPublisher.failing(new InvalidTopicException("no such topic"));
    start();
    assertThat(send(client.get(port, "127.0.0.1", "/health/ready"), null).statusCode())
        .isEqualTo(200);

    HttpResponse<Buffer> answer = send(text("/v1/h/text/x"), Buffer.buffer("one"));

    assertRefused(answer, 503, "Retry-After");
    assertThat(answer.bodyAsJsonObject().getString("found")).contains("no such topic");
    assertRefused(send(client.get(port, "127.0.0.1", "/health/ready"), null), 503, "log");
    assertThat(send(client.get(port, "127.0.0.1", "/health/live"), null).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aPortInUseIsSaidSo() {
    start();

    assertThatThrownBy(() -> start(HttpConfig.onPort(port)))
        .rootCause()
        .satisfies(e -> assertThat(e).isInstanceOf(java.net.BindException.class));
    assertThatThrownBy(() -> start(HttpConfig.onPort(port)))
        .cause()
        .isInstanceOf(HttpEndpointException.class)
        .hasMessageContaining("expected to listen on 127.0.0.1:" + port)
        .hasMessageContaining("http.port");
  }

  private void start() {
    start(HttpConfig.onPort(0));
  }

  private void start(HttpConfig config) {
    HttpEndpoint endpoint =
        new HttpEndpoint(config, kafka.publisher(), () -> NOW, new SplittableRandom(3));
    vertx.deployVerticle(endpoint).toCompletionStage().toCompletableFuture().join();
    port = endpoint.port();
  }

  private static String head(String path, String type, String header) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: h\r\nContent-Type: "
        + type
        + "\r\n"
        + header
        + "\r\n\r\n";
  }

  /** Sends this and no more; the first line of the answer, or nothing if it hangs up at once. */
  private String firstLine(String request, boolean hangUp) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      if (hangUp) {
        return "";
      }
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }

  private HttpRequest<Buffer> post(String path) {
    return client.request(HttpMethod.POST, port, "127.0.0.1", path);
  }

  private HttpRequest<Buffer> text(String path) {
    return post(path).putHeader("Content-Type", "text/plain; charset=UTF-8");
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, Buffer body) {
    return sending(request, body).join();
  }

  private static CompletableFuture<HttpResponse<Buffer>> sending(
      HttpRequest<Buffer> request, Buffer body) {
    return (body == null ? request.send() : request.sendBuffer(body))
        .toCompletionStage()
        .toCompletableFuture();
  }

  private static void assertRefused(HttpResponse<Buffer> answer, int status, String fix) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    JsonObject error = answer.bodyAsJsonObject();
    assertThat(error.fieldNames()).containsExactly("expected", "found", "fix");
    assertThat(error.getString("fix")).contains(fix);
  }

  private static Buffer image(String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    return Buffer.buffer(out.toByteArray());
  }
}
