package io.sensorium.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.event.CameraFrame;
import io.sensorium.event.ImageEncoding;
import io.sensorium.event.Modality;
import io.sensorium.event.TextEvent;
import io.sensorium.event.TextKind;
import io.sensorium.serde.RegistryUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PublisherTest {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void eachModalityGoesToItsTopicKeyedBySite() {
    MockProducer<String, SpecificRecord> kafka = acknowledging();
    try (Publisher publisher = publisher(kafka)) {
      Published frame = join(publisher.offer(frame(10)));
      Published text = join(publisher.offer(text("hello")));

      assertThat(frame.topic()).isEqualTo("camera.frames");
      assertThat(text.topic()).isEqualTo("text.events");
      assertThat(kafka.history()).extracting(ProducerRecord::key).containsOnly("home-1");
      assertThat(publisher.counts().acknowledged())
          .isEqualTo(Map.of(Modality.CAMERA, 1L, Modality.AUDIO, 0L, Modality.TEXT, 1L));
    }
  }

  @Test
  void eventsKeepTheOrderOfTheOffers() throws InterruptedException {
    MockProducer<String, SpecificRecord> kafka = acknowledging();
    try (Publisher publisher = publisher(kafka)) {
      for (int i = 0; i < 100; i++) {
        publisher.offer(text("text " + i));
      }
      publisher.flush();

      assertThat(kafka.history())
          .extracting(r -> ((TextEvent) r.value()).getText())
          .hasSize(100)
          .startsWith("text 0", "text 1")
          .isSortedAccordingTo((a, b) -> a.length() - b.length());
    }
  }

  @Test
  void aValidTraceIsPassedOn() {
    assertThat(traceSentFor(TRACE)).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
      })
  void anInvalidTraceIsReplacedByANewOne(String trace) {
    assertThat(traceSentFor(trace)).isNotEqualTo(trace).matches(TraceParent::isValid);
  }

  @Test
  void nothingIsTakenBeyondTheBytesInFlight() {
    MockProducer<String, SpecificRecord> kafka = producer(false, new FailingSerializer(0));
    try (Publisher publisher = new Publisher(kafka, 10_000, random(), Duration.ZERO)) {
      assertThat(publisher.offer(frame(6_000))).isInstanceOf(Offer.Accepted.class);
      assertThat(publisher.offer(frame(6_000))).isInstanceOf(Offer.Saturated.class);
      assertThat(publisher.counts().refused()).isEqualTo(1);

      await().until(() -> kafka.completeNext());

      assertThat(publisher.counts().bytesInFlight()).isZero();
      assertThat(publisher.offer(frame(6_000))).isInstanceOf(Offer.Accepted.class);
      await().until(() -> kafka.completeNext());
    }
  }

  @Test
  void anEventLargerThanTheWholeBudgetGoesAlone() {
    MockProducer<String, SpecificRecord> kafka = acknowledging();
    try (Publisher publisher = new Publisher(kafka, 100, random(), Duration.ZERO)) {
      assertThat(join(publisher.offer(frame(6_000))).offset()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRegistryThatIsAwayIsTriedAgainAndNoEventIsSkipped(boolean toldByCallback) {
    MockProducer<String, SpecificRecord> kafka =
        toldByCallback ? refusingByCallback(3) : producer(true, new FailingSerializer(3));
    try (Publisher publisher = publisher(kafka)) {
      Published published = join(publisher.offer(text("patience")));

      assertThat(published.offset()).isZero();
      assertThat(publisher.counts().failed()).isZero();
      assertThat(publisher.counts().lastError()).isNull();
    }
  }

  @Test
  void aFailureNamesTopicAndSiteAndIsTheLastError() {
    MockProducer<String, SpecificRecord> kafka = acknowledging();
    kafka.sendException = new RecordTooLargeException("9000000 bytes");
    try (Publisher publisher = publisher(kafka)) {
      assertThatThrownBy(() -> join(publisher.offer(frame(10))))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(PublishException.class, e -> assertThat(e.isTooLarge()).isTrue())
          .hasMessageContaining("camera.frames of site home-1")
          .hasMessageContaining("9000000 bytes");
      assertThat(publisher.counts().failed()).isEqualTo(1);
      assertThat(publisher.counts().lastError()).contains("9000000 bytes");
      assertThat(publisher.counts().bytesInFlight()).isZero();
    }
  }

  @Test
  void closingSendsWhatWasAccepted() {
    MockProducer<String, SpecificRecord> kafka = acknowledging();
    Publisher publisher = publisher(kafka);
    for (int i = 0; i < 50; i++) {
      publisher.offer(text("text " + i));
    }

    publisher.close();

    assertThat(kafka.history()).hasSize(50);
    assertThat(kafka.closed()).isTrue();
    assertThatThrownBy(() -> join(publisher.offer(text("too late"))))
        .hasMessageContaining("the publisher is closed");
  }

  @Test
  void aBrokerThatIsNotThereIsSaidSoByAddress() {
    Map<String, String> kafka =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:1",
            "default.api.timeout.ms",
            "300",
            "request.timeout.ms",
            "200");

    assertThatThrownBy(() -> Publisher.connect(kafka, 1000, random()))
        .isInstanceOf(SourceTopicsException.class)
        .hasMessageContaining("expected a Kafka broker at 127.0.0.1:1")
        .hasMessageContaining("bootstrap.servers");
    assertThatThrownBy(() -> Publisher.connect(Map.of(), 1000, random()))
        .hasMessageContaining("expected kafka.bootstrap.servers, found none");
  }

  private static String traceSentFor(String trace) {
    MockProducer<String, SpecificRecord> kafka = acknowledging();
    try (Publisher publisher = publisher(kafka)) {
      join(publisher.offer(SensorEvent.of((TextEvent) text("x").record(), trace)));
    }
    return new String(kafka.history().get(0).headers().lastHeader("traceparent").value(), UTF_8);
  }

  private static Published join(Offer offer) {
    CompletableFuture<Published> published =
        ((Offer.Accepted) offer).acknowledged().toCompletableFuture();
    return published.join();
  }

  private static Publisher publisher(MockProducer<String, SpecificRecord> kafka) {
    return new Publisher(kafka, 1 << 20, random(), Duration.ZERO);
  }

  private static SplittableRandom random() {
    return new SplittableRandom(7);
  }

  private static MockProducer<String, SpecificRecord> acknowledging() {
    return producer(true, new FailingSerializer(0));
  }

  private static MockProducer<String, SpecificRecord> producer(
      boolean acknowledges, Serializer<SpecificRecord> serializer) {
    return new MockProducer<>(acknowledges, null, new StringSerializer(), serializer);
  }

  /**
   * KafkaProducer hands an ApiException of its serializer to the callback and does not throw it.
   */
  private static MockProducer<String, SpecificRecord> refusingByCallback(int times) {
    return new MockProducer<>(true, null, new StringSerializer(), new FailingSerializer(0)) {
      private int left = times;

      @Override
      public synchronized Future<RecordMetadata> send(
          ProducerRecord<String, SpecificRecord> record, Callback callback) {
        if (left-- > 0) {
          RuntimeException failure = new RegistryUnavailableException("connection refused", null);
          callback.onCompletion(null, failure);
          return CompletableFuture.failedFuture(failure);
        }
        return super.send(record, callback);
      }
    };
  }

  private static SensorEvent frame(int bytes) {
    return SensorEvent.of(
        new CameraFrame(
            "home-1", "door", "1", Instant.EPOCH, ImageEncoding.JPEG, ByteBuffer.allocate(bytes)),
        null);
  }

  private static SensorEvent text(String text) {
    return SensorEvent.of(
        new TextEvent("home-1", "chat", text, Instant.EPOCH, TextKind.MESSAGE, null, text), null);
  }

  /** Fails as a registry that is away does, a number of times. */
  private static final class FailingSerializer implements Serializer<SpecificRecord> {
    private int failures;

    FailingSerializer(int failures) {
      this.failures = failures;
    }

    @Override
    public byte[] serialize(String topic, SpecificRecord record) {
      if (failures-- > 0) {
        throw new SerializationException("registry", new IOException("connection refused"));
      }
      return record.toString().getBytes(UTF_8);
    }
  }
}
