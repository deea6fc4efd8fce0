package io.sensorium.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MomentDeliveryFailureTest {
  private final DeliveryFixture worker = DeliveryFixture.standard();

  static List<KafkaException> refusals() {
    return List.of(
        new CommitFailedException(),
        new InvalidProducerEpochException("timed out by the coordinator"),
        new ProducerFencedException("another has the id"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void readsAgainWhatARefusedTransactionHeldAndPublishesItOnce(KafkaException refusal) {
    publishFirstMoment();
    worker.moment(0, 2);
    worker.moment(0, 3);
    worker.turn(20);
    worker.lastProducer().sendOffsetsToTransactionException = refusal;
    worker.predictor.predict("m2");
    worker.turn(20);

    assertThat(worker.lastProducer().transactionAborted()).isTrue();
    assertThat(worker.predictedIds()).containsExactly("m1");
    assertThat(worker.tally.failedTransactions()).isEqualTo(1);

    worker.lastProducer().sendOffsetsToTransactionException = null;
    worker.turn(60);
    worker.turn(20);
    worker.predictor.predict("m2", "m3");
    worker.turn(20);

    assertThat(worker.predictor.submitted()).containsExactly("m1", "m2", "m3", "m2", "m3");
    assertThat(worker.predictedIds()).containsExactly("m1", "m2", "m3");
    assertThat(worker.committedOffset(0)).isEqualTo(4);
  }

  @Test
  void goesOnWithANewProducerWhereTheOldOneIsFencedForGood() {
    publishFirstMoment();
    worker.moment(0, 2);
    worker.turn(20);
    worker.lastProducer().fenceProducer();
    worker.predictor.predict("m2");
    worker.turn(20);

    worker.turn(60);
    worker.turn(20);
    worker.predictor.predict("m2");
    worker.turn(20);

    assertThat(worker.producers).hasSize(2);
    assertThat(worker.producers.get(0).closed()).isTrue();
    assertThat(worker.predictedIds()).containsExactly("m1", "m2");
  }

  @Test
  void letsANewProducerDecideWhereNobodyCanSayWhetherItWasCommitted() {
    publishFirstMoment();
    worker.moment(0, 2);
    worker.turn(20);
    worker.lastProducer().commitTransactionException = new TimeoutException("no answer");
    worker.predictor.predict("m2");
    worker.turn(20);

    assertThat(worker.producers.get(0).closed()).isTrue();
    assertThat(worker.producers.get(0).transactionAborted()).isFalse();

    worker.turn(60);
    worker.turn(20);
    assertThat(worker.lastProducer().transactionInitialized()).isTrue();
    worker.predictor.predict("m2");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m1", "m2");
  }

  @Test
  void beginsAgainWithTheFirstRecordWhereNothingWasEverCommitted() {
    worker.assign(0);
    worker.moment(0, 5);
    worker.turn(20);
    worker.lastProducer().sendOffsetsToTransactionException = new CommitFailedException();
    worker.predictor.predict("m5");
    worker.turn(20);
    worker.lastProducer().sendOffsetsToTransactionException = null;

    worker.turn(60);
    worker.turn(20);
    worker.predictor.predict("m5");
    worker.turn(20);

    assertThat(worker.predictedIds()).containsExactly("m5");
  }

  @Test
  void publishesWhatIsReadyBeforeAPartitionLeavesAndNothingOfItAfterwards() {
    worker.assign(0, 1);
    worker.moment(0, 1);
    worker.moment(0, 2);
    worker.moment(1, 7);
    worker.turn(20);
    worker.predictor.predict("m1");

    worker.assign(1);
    assertThat(worker.predictedIds()).containsExactly("m1");

    worker.predictor.predict("m2", "m7");
    worker.turn(20);
    assertThat(worker.predictedIds()).containsExactly("m1", "m7");
  }

  @Test
  void drainsWhatIsInFlightAndLeavesTheRestToTheNextWorker() {
    DeliveryFixture narrow = new DeliveryFixture(DeliveryFixture.settings(2, 1 << 20));
    narrow.assign(0);
    narrow.moment(0, 1);
    narrow.moment(0, 2);
    narrow.moment(0, 3);
    narrow.turn(20);

    narrow.delivery.stopTaking();
    narrow.predictor.predict("m1");
    narrow.turn(0);
    assertThat(narrow.predictedIds()).containsExactly("m1");
    assertThat(narrow.delivery.inFlight()).isEqualTo(1);

    narrow.predictor.predict("m2");
    narrow.turn(0);

    assertThat(narrow.delivery.inFlight()).isZero();
    assertThat(narrow.predictedIds()).containsExactly("m1", "m2");
    assertThat(narrow.predictor.submitted()).containsExactly("m1", "m2");
    assertThat(narrow.committedOffset(0)).isEqualTo(3);
  }

  private void publishFirstMoment() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.turn(20);
    worker.predictor.predict("m1");
    worker.turn(20);
  }
}
