package io.sensorium.worker.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.event.Classification;
import io.sensorium.event.DeadLetter;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Prediction;
import io.sensorium.event.Score;
import io.sensorium.event.Stage;
import io.sensorium.event.Timing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class MomentDeliveryTest {
  private final DeliveryFixture worker = DeliveryFixture.standard();

  @Test
  void publishesInTheOrderOfThePartitionWhateverIsDoneFirst() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.moment(0, 2);
    worker.moment(0, 3);
    worker.turn(20);

    worker.predictor.predict("m3", "m2");
    worker.turn(20);
    assertThat(worker.predictedIds()).isEmpty();

    worker.predictor.predict("m1");
    worker.turn(20);
    assertThat(worker.predictedIds()).containsExactly("m1", "m2", "m3");
    assertThat(worker.committedOffset(0)).isEqualTo(4);
  }

  @Test
  void writesEveryFieldOfAPredictionThatIsItsToKnow() {
    worker.assign(2);
    worker.moment(2, 7);
    worker.turn(20);
    worker.predictor.predict("m7");
    worker.turn(20);

    ProducerRecord<byte[], byte[]> record = worker.committed().get(0);
    Prediction prediction = worker.predictions().get(0);

    assertThat(record.partition()).isEqualTo(2);
    assertThat(record.key()).isEqualTo("site".getBytes(UTF_8));
    assertThat(record.headers().lastHeader("traceparent").value())
        .isEqualTo("00-trace-7".getBytes(UTF_8));
    assertThat(prediction.getPipeline()).isEqualTo("home");
    assertThat(prediction.getSite()).isEqualTo("site");
    assertThat(prediction.getEventTime()).isEqualTo(DeliveryFixture.T);
    assertThat(prediction.getPredictedAt()).isEqualTo(DeliveryFixture.NOW);
    assertThat(prediction.getResult())
        .isEqualTo(new Classification(List.of(new Score("person", 0.9f))));
    assertThat(prediction.getTiming()).isEqualTo(new Timing(40_000L, 10L, 20L, 30L));
    assertThat(prediction.getTraceparent()).isEqualTo("00-trace-7");
  }

  @Test
  void stillPredictsWithoutAPayloadAndNamesItAsMissing() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.turn(20);
    worker.predictor.predict("m1");
    worker.turn(20);

    assertThat(worker.predictions().get(0).getMissing())
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.getName()).isEqualTo("view");
              assertThat(missing.getReason()).isEqualTo(MissingReason.EXPIRED);
              assertThat(missing.getDetail()).contains("camera.frames-0@3").contains("retention");
            });
    assertThat(worker.tally.lost()).containsEntry(MissingReason.EXPIRED, 1L);
    assertThat(worker.tally.predictions()).isEqualTo(1);
  }

  @Test
  void setsARecordThatIsNoMomentAsideAndLeavesItsNeighboursAlone() {
    byte[] noise = "noise".getBytes(UTF_8);
    worker.assign(0);
    worker.moment(0, 1);
    worker.record(0, 2, noise);
    worker.record(0, 3, null);
    worker.record(0, 4, new byte[] {0, 0, 9, 9, 9, 1});
    worker.moment(0, 5);
    worker.turn(20);
    worker.predictor.predict("m1", "m5");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m1", "m5");
    assertThat(worker.deadLetters()).extracting(DeadLetter::getOffset).containsExactly(2L, 3L, 4L);
    DeadLetter letter = worker.deadLetters().get(0);
    assertThat(letter.getStage()).isEqualTo(Stage.DECODE);
    assertThat(letter.getReason()).contains("expected a Moment in Avro");
    assertThat(letter.getStack()).contains("SerializationException");
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(noise));
    assertThat(letter.getSite()).isEqualTo("site");
    assertThat(letter.getMomentId()).isNull();
    assertThat(worker.committedOffset(0)).isEqualTo(6);
  }

  @Test
  void setsAMomentThatTheModelsFailOnAsideWithTheReason() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.moment(0, 2);
    worker.moment(0, 3);
    worker.turn(20);
    worker.predictor.fail("m1", new ArithmeticException("NaN"));
    worker.predictor.breakDown("m2", new IllegalStateException("a fault"));
    worker.predictor.predict("m3");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m3");
    List<DeadLetter> letters = worker.deadLetters();
    assertThat(letters).extracting(DeadLetter::getMomentId).containsExactly("m1", "m2");
    assertThat(letters).extracting(DeadLetter::getStage).containsOnly(Stage.MODEL);
    assertThat(letters.get(0).getReason()).isEqualTo("expected a number, found NaN");
    assertThat(letters.get(0).getStack()).contains("ArithmeticException");
    assertThat(letters.get(1).getReason()).contains("a fault");
    assertThat(worker.tally.deadLetters()).isEqualTo(2);
  }

  @Test
  void commitsAMomentThatIsDroppedByChoiceAndCountsIt() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.moment(0, 2);
    worker.moment(0, 3);
    worker.turn(20);
    worker.predictor.drop("m1");
    worker.predictor.predict("m2");
    worker.predictor.drop("m3");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m2");
    assertThat(worker.deadLetters()).isEmpty();
    assertThat(worker.committedOffset(0)).isEqualTo(4);
    assertThat(worker.tally.dropped()).isEqualTo(2);
  }

  @Test
  void setsAMomentAsideWhosePredictionIsTooLargeToProduce() {
    DeliveryFixture small = new DeliveryFixture(DeliveryFixture.settings(100, 3_000));
    small.assign(0);
    small.moment(0, 1);
    small.turn(20);
    small.predictor.predictLabel("m1", "x".repeat(2_500));
    small.turn(20);

    assertThat(small.predictions()).isEmpty();
    assertThat(small.deadLetters().get(0).getReason()).contains("max.request.size");
  }

  @Test
  void commitsALonePredictionAtOnceAndLeavesAsMuchAsACommitBetweenTwo() {
    worker.commitTakes = Duration.ofMillis(12);
    worker.take(2);
    worker.predictor.predict("m1");
    worker.turn(1);
    assertThat(worker.predictedIds()).containsExactly("m1");

    worker.predictor.predict("m2");
    worker.turn(1);
    assertThat(worker.predictedIds()).containsExactly("m1");

    worker.turn(10);
    assertThat(worker.predictedIds()).containsExactly("m1");
    worker.turn(1);
    assertThat(worker.predictedIds()).containsExactly("m1", "m2");
  }

  @Test
  void doesNotPutAPredictionOffForAHiccupOfTheCommitBefore() {
    // given: a commit of 10 ms, then one of 80
    worker.commitTakes = Duration.ofMillis(10);
    worker.take(3);
    worker.predictor.predict("m1");
    worker.turn(1);
    worker.commitTakes = Duration.ofMillis(80);
    worker.predictor.predict("m2");
    worker.turn(10);
    assertThat(worker.predictedIds()).containsExactly("m1", "m2");

    // when
    worker.predictor.predict("m3");
    worker.turn(30);

    // then: a quarter of what m2 had taken, and not 80 ms
    assertThat(worker.predictedIds()).containsExactly("m1", "m2", "m3");
  }

  @Test
  void putsAPredictionOffForAQuarterOfWhatTheOnesBeforeTook() {
    worker.take(2);
    worker.predictor.predict("m1");
    worker.turn(40);
    assertThat(worker.predictedIds()).containsExactly("m1");
    worker.predictor.predict("m2");

    worker.turn(9);
    assertThat(worker.predictedIds()).containsExactly("m1");
    worker.turn(1);
    assertThat(worker.predictedIds()).containsExactly("m1", "m2");
  }

  @Test
  void putsAPredictionOffForTheIntervalAtMostWhereTheBrokerIsSlow() {
    worker.commitTakes = Duration.ofSeconds(1);
    worker.take(2);
    worker.predictor.predict("m1");
    worker.turn(0);
    worker.predictor.predict("m2");

    worker.turn(19);
    assertThat(worker.predictedIds()).containsExactly("m1");
    worker.turn(1);
    assertThat(worker.predictedIds()).containsExactly("m1", "m2");
  }

  @Test
  void takesNoMoreThanItMayHaveInFlightAndReadsOnWhenThereIsRoom() {
    DeliveryFixture narrow = new DeliveryFixture(DeliveryFixture.settings(2, 1 << 20));
    narrow.take(3);
    assertThat(narrow.predictor.submitted()).containsExactly("m1", "m2");
    narrow.turn(20);
    assertThat(narrow.consumer.paused()).containsExactly(DeliveryFixture.partition(0));

    narrow.predictor.predict("m1");
    narrow.turn(20);
    narrow.turn(20);

    assertThat(narrow.predictor.submitted()).containsExactly("m1", "m2", "m3");
    narrow.turn(20);
    assertThat(narrow.consumer.paused()).isEmpty();
  }

  @Test
  void doesNotLetAFullLaneWaitForTheInterval() {
    DeliveryFixture narrow = new DeliveryFixture(DeliveryFixture.settings(2, 1 << 20));
    narrow.commitTakes = Duration.ofMillis(10);
    narrow.take(3);
    narrow.predictor.predict("m1");
    narrow.turn(1);
    narrow.turn(0);

    narrow.predictor.predict("m2");
    narrow.turn(1);

    assertThat(narrow.predictedIds()).containsExactly("m1", "m2");
    assertThat(narrow.predictor.submitted()).containsExactly("m1", "m2", "m3");
  }

  @Test
  void waitsForTheRegistryAndThenGoesOnWhereItWas() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.turn(20);
    worker.registryDown = true;
    worker.moment(0, 2);
    worker.moment(0, 3);
    worker.turn(20);
    worker.predictor.predict("m1");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m1");
    assertThat(worker.predictor.submitted()).containsExactly("m1");
    worker.turn(0);
    assertThat(worker.consumer.paused()).containsExactly(DeliveryFixture.partition(0));

    worker.registryDown = false;
    worker.turn(100);
    assertThat(worker.predictor.submitted()).containsExactly("m1");
    worker.turn(400);
    worker.predictor.predict("m2", "m3");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m1", "m2", "m3");
    assertThat(worker.deadLetters()).isEmpty();
  }
}
