package io.sensorium.deploy.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.DeadLetter;
import io.sensorium.event.Stage;
import io.sensorium.topic.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterLineTest {
  private static final DeadLetter FAILED =
      DeadLetter.newBuilder()
          .setPipeline("home")
          .setTopic("home.moments")
          .setPartition(2)
          .setOffset(17)
          .setSite("site-1")
          .setMomentId("home/site-1/0/5")
          .setStage(Stage.MODEL)
          .setReason("expected a number,\n  found NaN")
          .setFailedAt(Instant.parse("2026-01-01T00:00:00Z"))
          .build();

  @Test
  void saysInOneLineWhatFailedWhereAndWhy() {
    assertThat(LetterLine.text(letter(FAILED, "2"), false))
        .isEqualTo(
            "0@9  2026-01-01T00:00:00Z  MODEL     site-1  of home.moments-2@17, failed again after"
                + " 2  expected a number, found NaN");
    assertThat(LetterLine.text(letter(FAILED, null), true)).contains("@17, sent back  expected");
  }

  @Test
  void hasTheSameAsJson() {
    assertThat(LetterLine.json(letter(FAILED, "2"), true))
        .contains("\"moment_id\":\"home/site-1/0/5\"")
        .contains(
            "\"of\":{\"topic\":\"home.moments\",\"partition\":2,\"offset\":17,\"kept\":false}")
        .contains("\"replays\":2")
        .contains("\"sent_back\":true");
  }

  @Test
  void saysSoWhereTheRecordIsNoDeadLetter() {
    Letter letter = letter(null, "many");

    assertThat(LetterLine.text(letter, false))
        .isEqualTo("home.dead-letters-0@9  is no dead letter");
    assertThat(letter.replays()).isZero();
  }

  private static Letter letter(DeadLetter content, String replays) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("home.dead-letters", 0, 9, new byte[0], new byte[0]);
    if (replays != null) {
      record.headers().add(HeaderNames.REPLAYS, replays.getBytes(StandardCharsets.UTF_8));
    }
    return new Letter(record, content);
  }
}
