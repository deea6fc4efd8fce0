package io.sensorium.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.event.CameraFrame;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerdeConfigTest {

  @Test
  void addressesAreAListOrATextWithCommas() {
    assertThat(config(Map.of("schema.registry.url", "http://a:1, http://b:2")).urls())
        .containsExactly("http://a:1", "http://b:2");
    assertThat(config(Map.of("schema.registry.url", List.of("http://a:1"))).urls())
        .containsExactly("http://a:1");
  }

  @Test
  void aMissingAddressIsNamed() {
    assertThatThrownBy(() -> config(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @ParameterizedTest
  @CsvSource({
    "TopicName, camera.frames-value",
    "TopicNameStrategy, camera.frames-value",
    "io.confluent.kafka.serializers.subject.RecordNameStrategy, io.sensorium.event.CameraFrame",
    "RecordName, io.sensorium.event.CameraFrame",
    "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, camera.frames-io.sensorium.event.CameraFrame"
  })
  void subjectsAreNamedByOurNamesAndConfluents(String strategy, String subject) {
    SubjectNaming naming =
        config(Map.of("schema.registry.url", "http://a", "value.subject.name.strategy", strategy))
            .naming();
    assertThat(naming.subject("camera.frames", false, CameraFrame.getClassSchema()))
        .isEqualTo(subject);
  }

  @Test
  void anUnknownStrategyAndABadNumberAreRefusedWithTheirKey() {
    assertThatThrownBy(
            () -> config(Map.of("schema.registry.url", "u", "value.subject.name.strategy", "Mine")))
        .hasMessageContaining("value.subject.name.strategy")
        .hasMessageContaining("TopicRecordName");
    assertThatThrownBy(() -> config(Map.of("schema.registry.url", "u", "max.retries", "-1")))
        .hasMessageContaining("max.retries");
    assertThatThrownBy(
            () -> config(Map.of("schema.registry.url", "u", "use.latest.version", "yes")))
        .hasMessageContaining("use.latest.version");
  }

  @Test
  void secretsAreNotShown() {
    SerdeConfig config =
        config(
            Map.of(
                "schema.registry.url", "https://ann:s3cret@registry:8081",
                "basic.auth.user.info", "ann:s3cret",
                "schema.registry.ssl.keystore.password", "s3cret"));
    assertThat(config.toString() + config.registry())
        .contains("https://registry:8081")
        .doesNotContain("s3cret");
  }

  @Test
  void aTokenSourceThatTheClientCannotLoadIsRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                config(
                    Map.of(
                        "schema.registry.url", "u",
                        "bearer.auth.credentials.source", "OAUTHBEARER")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("STATIC_TOKEN");
  }

  private static SerdeConfig config(Map<String, ?> settings) {
    return SerdeConfig.of(settings, false);
  }
}
