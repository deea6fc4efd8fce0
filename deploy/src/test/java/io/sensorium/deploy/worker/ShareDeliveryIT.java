package io.sensorium.deploy.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.deploy.deadletter.Replay;
import io.sensorium.deploy.deadletter.ReplayOptions;
import io.sensorium.deploy.deadletter.ReplaySummary;
import io.sensorium.deploy.process.JavaProcess;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.Stage;
import io.sensorium.topic.HeaderNames;
import io.sensorium.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a share group on one partition, and the way back from the dead letters. */
final class ShareDeliveryIT {
  private static final String SHARED = "{ mode: shared, max-in-flight: 4 }";
  private static final String THREE_TRIES =
      "{ mode: shared, max-in-flight: 4, shared: { max-tries: 3 } }";
  private static final String ONE_TRY =
      "{ mode: shared, max-in-flight: 4, shared: { max-tries: 1 } }";
  private static final String SHORT_LOCK =
      "{ mode: shared, max-in-flight: 4, shared: { lock: 6s } }";
  private static final ReplayOptions ALL =
      new ReplayOptions(null, null, null, false, Long.MAX_VALUE, 2, false);

  @TempDir static Path folder;
  private static DeliveryLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = DeliveryLab.start(folder, 1, "together", "sick", "fatal", "refusing", "slow");
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void aKilledWorkersMomentsGoToTheOthersAndNoneIsLost() throws Exception {
    try (MomentFeed feed = MomentFeed.open(lab.kafka, "together", 1);
        Answers answers = new Answers(lab.kafka, "together");
        JavaProcess victim = lab.worker("together", SHARED, 20)) {
      // Before anyone has joined: a new group begins with the first moment that there is.
      feed.send(40);
      lab.await("the first at work", answers, a -> a.predicted.size() > 20);
      try (FixedTimeWorker second = lab.inThisJvm("together", SHARED, 20);
          FixedTimeWorker third = lab.inThisJvm("together", SHARED, 20)) {
        lab.await(
            "all at work",
            answers,
            a -> {
              feed.send(10); // goes on, however long the others take to join
              return second.predictor.runs.get() > 10 && third.predictor.runs.get() > 10;
            });

        victim.kill();

        Set<String> moments = feed.finish();
        lab.await("all predictions", answers, a -> a.distinct().size() >= moments.size());
        assertThat(answers.distinct()).isEqualTo(moments);
        assertThat(answers.blind).isEmpty();
        assertThat(answers.deadLetters).isEmpty();
        // What it had in flight may come twice, and nothing else; a header says which moment.
        assertThat(answers.predicted.size() - moments.size()).isLessThanOrEqualTo(4);
        assertThat(answers.records)
            .allSatisfy(
                record ->
                    assertThat(header(record, HeaderNames.MOMENT_ID)).startsWith("together/"));
      }
    }
    assertThat(settings("sensorium-worker-together-shared"))
        .containsEntry("share.auto.offset.reset", "earliest")
        .containsEntry("share.isolation.level", "read_committed")
        .containsEntry("share.delivery.count.limit", "7");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, String> settings(String group) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    return lab.admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  @Test
  void whatFailsTimeAndAgainBecomesADeadLetterAndComesBackByReplay() throws Exception {
    try (MomentFeed feed = MomentFeed.open(lab.kafka, "sick", 1);
        Answers answers = new Answers(lab.kafka, "sick");
        FixedTimeWorker worker = lab.inThisJvm("sick", THREE_TRIES, 1)) {
      feed.send(5);
      feed.send("poison");
      feed.send(5);
      lab.await(
          "the dead letter", answers, a -> !a.deadLetters.isEmpty() && a.distinct().size() == 10);

      DeadLetter letter = answers.deadLetters.get(0);
      assertThat(letter.getStage()).isEqualTo(Stage.MODEL);
      assertThat(letter.getMomentId()).isEqualTo("sick/poison");
      assertThat(letter.getTopic()).isEqualTo(Topics.moments("sick"));
      assertThat(letter.getReason()).contains("NaN");
      assertThat(letter.getStack()).contains("ArithmeticException");
      assertThat(worker.predictor.runs).hasValue(10 + 3);
      assertThat(worker.delivery.tally().failedTransactions()).isEqualTo(2);

      // Sent back while the model is as it was, it fails again, and says how often.
      assertThat(Replay.run(lab.kafka, "sick", ALL).sent())
          .isEqualTo(Map.of(Topics.moments("sick"), 1L));
      lab.await("the dead letter again", answers, a -> a.deadLetters.size() == 2);
      worker.predictor.cure();
      assertThat(Replay.run(lab.kafka, "sick", ALL).sentInAll()).isEqualTo(1);
      lab.await("its prediction", answers, a -> a.distinct().contains("sick/poison"));

      assertThat(Replay.run(lab.kafka, "sick", ALL).sentInAll()).isZero();
      ReplaySummary again =
          Replay.run(
              lab.kafka,
              "sick",
              new ReplayOptions(null, null, null, true, Long.MAX_VALUE, 1, true));
      assertThat(again.tooOften()).isEqualTo(1);
      assertThat(again.sentInAll()).isEqualTo(1);
      assertThat(answers.read().predicted).hasSize(11).doesNotHaveDuplicates();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "sensorium.soak", matches = "true")
  void aModelMayTakeLongerThanALock() throws Exception {
    try (MomentFeed feed = MomentFeed.open(lab.kafka, "slow", 1);
        Answers answers = new Answers(lab.kafka, "slow");
        FixedTimeWorker worker = lab.inThisJvm("slow", SHORT_LOCK, 8_000)) {
      feed.send(1);

      lab.await("its prediction", answers, a -> !a.predicted.isEmpty());

      assertThat(worker.predictor.runs).hasValue(1);
      assertThat(worker.delivery.tally().failedTransactions()).isZero();
    }
  }

  @Test
  void whatFusionRefusedGoesBackToItsSourceTopicAndWhatIsGoneIsSaid() throws Exception {
    byte[] site = "site-0".getBytes(StandardCharsets.UTF_8);
    try (Replayed replayed = new Replayed(lab.kafka, Topics.TEXT_EVENTS, "refusing")) {
      replayed.letter(site, Topics.TEXT_EVENTS, 5, "not Avro".getBytes(StandardCharsets.UTF_8));
      replayed.letter(site, Topics.TEXT_EVENTS, 6, null);
      replayed.letter(site, "someone.else", 7, new byte[] {1});

      ReplaySummary summary = Replay.run(lab.kafka, "refusing", ALL);

      assertThat(summary.sent()).isEqualTo(Map.of(Topics.TEXT_EVENTS, 1L));
      assertThat(summary.gone()).isEqualTo(1);
      assertThat(summary.foreign()).isEqualTo(1);
      assertThat(summary.details()).anyMatch(line -> line.contains("beyond its end"));
      ConsumerRecord<byte[], byte[]> back = replayed.read();
      assertThat(text(back.value())).isEqualTo("not Avro");
      assertThat(back.key()).isEqualTo(site);
      assertThat(header(back, HeaderNames.REPLAYED_FROM)).isEqualTo("refusing.dead-letters-0@0");
      assertThat(header(back, HeaderNames.REPLAYS)).isEqualTo("1");
    }
  }

  @Test
  void whatKillsItsWorkerBecomesADeadLetterThatNobodyRuns() throws Exception {
    try (MomentFeed feed = MomentFeed.open(lab.kafka, "fatal", 1);
        Answers answers = new Answers(lab.kafka, "fatal");
        JavaProcess victim = lab.worker("fatal", ONE_TRY, 1)) {
      feed.send("deadly");
      assertThat(victim.await(Duration.ofSeconds(60))).isEqualTo(137);

      try (FixedTimeWorker next = lab.inThisJvm("fatal", ONE_TRY, 1)) {
        lab.await("the dead letter", answers, a -> !a.deadLetters.isEmpty());

        assertThat(answers.deadLetters.get(0).getReason()).contains("delivery 2");
        assertThat(next.predictor.runs).hasValue(0);
      }
    }
  }
}
