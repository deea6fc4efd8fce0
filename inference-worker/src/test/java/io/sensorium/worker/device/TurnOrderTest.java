package io.sensorium.worker.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TurnOrderTest {
  private final TurnOrder order = new TurnOrder();

  /** A model that always wants as many runs as it has threads. */
  private static final class Model {
    private final TurnOrder.Share share = new TurnOrder.Share();
    private final long cost;
    private long time;

    Model(long cost) {
      this.cost = cost;
    }
  }

  @Test
  void modelsGetTheSameTimeHoweverLongTheirRunsAreAndHoweverManyThreadsTheyHave() {
    // given: a heavy model with four threads, a light one with one
    Model heavy = new Model(20_000);
    Model light = new Model(100);
    List<Model> of = new ArrayList<>(List.of(heavy, heavy, heavy, heavy, light));

    // when
    run(of, 100_000_000);

    // then
    assertThat((double) heavy.time / light.time).isCloseTo(1, within(0.01));
  }

  @Test
  void whoComesBackFromDoingNothingHasNoTurnsSavedUp() {
    // given: one has worked alone for long
    Model worker = new Model(1_000);
    run(List.of(worker), 10_000_000);
    Model late = new Model(1_000);
    worker.time = 0;

    // when
    run(List.of(worker, late), 1_000_000);

    // then
    assertThat((double) late.time / worker.time).isCloseTo(1, within(0.01));
  }

  @Test
  void runsOfOneModelGoInTheOrderInWhichTheyCame() {
    TurnOrder.Share share = new TurnOrder.Share();
    TurnOrder.Ticket first = order.add(share);
    TurnOrder.Ticket second = order.add(share);

    assertThat(order.next()).isSameAs(first);
    assertThat(order.next()).isSameAs(second);
    assertThat(order.next()).isNull();
  }

  /** One run at a time; each thread wants its next one as soon as its last is done. */
  private void run(List<Model> threads, long nanos) {
    List<TurnOrder.Ticket> tickets = new ArrayList<>();
    threads.forEach(model -> tickets.add(order.add(model.share)));
    long now = 0;
    while (now < nanos) {
      TurnOrder.Ticket ticket = Objects.requireNonNull(order.next());
      int thread = tickets.indexOf(ticket);
      Model model = threads.get(thread);
      now += model.cost;
      model.time += model.cost;
      order.done(ticket, model.cost);
      tickets.set(thread, order.add(model.share));
    }
    while (order.next() != null) {
      // What still waits is given up.
    }
  }
}
