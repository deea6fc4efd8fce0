package io.sensorium.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.worker.answer.StageTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryFiguresTest {
  private final List<String> heard = new ArrayList<>();
  private final DeliveryFixture worker =
      new DeliveryFixture(
          DeliveryFixture.settings(100, 1 << 20),
          new Tally(
              new DeliveryListener() {
                @Override
                public void predicted(StageTimes times) {
                  heard.add(times.toString());
                }

                @Override
                public void committed(int answers, long nanos) {
                  heard.add(answers + " committed");
                }
              }));

  @Test
  void aListenerHearsOfWhatIsCommittedAndWhereItsTimeWent() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.moment(0, 2);
    worker.turn(20);
    assertThat(heard).isEmpty();

    worker.predictor.predict("m1");
    worker.predictor.fail("m2", new IllegalStateException());
    worker.turn(20);

    assertThat(heard)
        .containsExactly("2 committed", new StageTimes(40_000, 0, 10, 20, 30).toString());
  }

  @Test
  void whatIsInFlightIsKnown() {
    worker.assign(0);
    worker.moment(0, 1);
    worker.moment(0, 2);
    worker.turn(20);
    assertThat(worker.tally.flyingMoments()).isEqualTo(2);
    assertThat(worker.tally.flyingBytes()).isEqualTo(200);

    worker.predictor.predict("m1", "m2");
    worker.turn(20);
    assertThat(worker.tally.flyingMoments()).isZero();
    assertThat(worker.tally.flyingBytes()).isZero();
  }

  @Test
  void theWorkerIsInItsGroupOnceItWasGivenPartitionsAndUntilTheyAreLost() {
    assertThat(worker.tally.joined()).isFalse();
    worker.assign(0, 1);
    worker.turn(20);
    assertThat(worker.tally.joined()).isTrue();
    assertThat(worker.consumer.assignment())
        .isEqualTo(Set.of(DeliveryFixture.partition(0), DeliveryFixture.partition(1)));
  }
}
