package io.sensorium.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sensorium.event.CameraFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTroubleTest {
  private static final byte[] UNKNOWN = {0, 0, 0, 0, 99, 1};

  private final Fixture fixture = new Fixture();

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void whatPassesIsTriedAgainAfterGrowingPauses(int status) {
    // given
    fixture.client.failures.add(new RestClientException("busy", status, status * 100));
    fixture.client.failures.add(new IOException("connection reset"));
    fixture.client.failures.add(new RestClientException("busy", status, status * 100));
    // when
    byte[] bytes = fixture.<CameraFrame>serializer().serialize("t", Fixture.frame(1));
    // then
    assertThat(bytes).isNotNull();
    assertThat(fixture.pauses).hasSize(3);
    assertThat(fixture.pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(fixture.pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(fixture.pauses.get(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void aRegistryThatDoesNotAnswerIsRetriableAndAskedAgainByTheNextRecord() {
    // given
    for (int i = 0; i < 3; i++) {
      fixture.client.failures.add(new IOException("connection refused"));
    }
    AvroSerializer<CameraFrame> serializer = fixture.serializer("max.retries", "2");
    // when, then
    assertThatThrownBy(() -> serializer.serialize("t", Fixture.frame(1)))
        .isInstanceOf(RegistryUnavailableException.class)
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("http://registry:8081")
        .hasMessageContaining("3 attempts")
        .hasMessageContaining("connection refused");
    assertThat(serializer.serialize("t", Fixture.frame(1))).isNotNull();
  }

  @Test
  void aReaderDoesNotTakeAnUnavailableRegistryForABadRecord() {
    // given
    fixture.client.failures.add(new IOException("connection refused"));
    AvroDeserializer<CameraFrame> deserializer = fixture.deserializer("max.retries", "0");
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize("t", UNKNOWN))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void callersAtOnceShareOneRequest() throws Exception {
    // given
    fixture.client.gate = new CountDownLatch(1);
    AvroSerializer<CameraFrame> serializer = fixture.serializer();
    ExecutorService callers = Executors.newFixedThreadPool(8);
    List<Future<byte[]>> results = new ArrayList<>();
    // when
    for (int i = 0; i < 8; i++) {
      results.add(callers.submit(() -> serializer.serialize("t", Fixture.frame(1))));
    }
    fixture.client.gate.countDown();
    // then
    for (Future<byte[]> result : results) {
      assertThat(result.get()).startsWith(0, 0, 0, 0, 1);
    }
    assertThat(fixture.client.registrations).hasValue(1);
    callers.shutdown();
  }

  @Test
  void anUnknownIdIsAskedForOnceInAWhile() {
    // given
    AvroDeserializer<CameraFrame> deserializer = fixture.deserializer();
    // when
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> deserializer.deserialize("t", UNKNOWN))
          .isInstanceOf(SerializationException.class);
    }
    // then
    assertThat(fixture.client.lookups).hasValue(1);
    // and after that while
    fixture.pass(Duration.ofSeconds(31));
    assertThatThrownBy(() -> deserializer.deserialize("t", UNKNOWN))
        .isInstanceOf(SerializationException.class);
    assertThat(fixture.client.lookups).hasValue(2);
  }

  @Test
  void anIncompatibleSchemaIsRefusedOnceInAWhile() {
    // given
    fixture.client.failures.add(new RestClientException("incompatible", 409, 409));
    AvroSerializer<CameraFrame> serializer = fixture.serializer();
    // when
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> serializer.serialize("t", Fixture.frame(1)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("incompatible");
    }
    // then
    assertThat(fixture.client.registrations).hasValue(1);
    assertThat(fixture.pauses).isEmpty();
  }

  @Test
  void aRefusedCallerIsNotABadRecord() {
    fixture.client.failures.add(new RestClientException("Unauthorized", 401, 40101));
    fixture.client.failures.add(new RestClientException("Forbidden", 403, 40301));
    fixture.client.failures.add(new RestClientException("<html>Not Found", 404, 50005));
    AvroDeserializer<CameraFrame> deserializer = fixture.deserializer();
    assertThatThrownBy(() -> deserializer.deserialize("t", UNKNOWN))
        .isInstanceOf(AuthenticationException.class);
    assertThatThrownBy(() -> deserializer.deserialize("t", UNKNOWN))
        .isInstanceOf(AuthorizationException.class);
    assertThatThrownBy(() -> deserializer.deserialize("t", UNKNOWN))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("schema.registry.url");
  }
}
