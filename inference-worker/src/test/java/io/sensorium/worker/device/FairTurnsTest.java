package io.sensorium.worker.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FairTurnsTest {
  private final AtomicLong clock = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoeverHasHadLeastOfTheDeviceIsNext() {
    // given: the heavy model has had a long run, and is at another one
    FairTurns turns = new FairTurns(1, clock::get);
    TurnOrder.Share heavy = new TurnOrder.Share();
    TurnOrder.Share light = new TurnOrder.Share();
    FairTurns.Turn first = turns.enter(heavy);
    clock.addAndGet(1_000);
    first.end();
    FairTurns.Turn running = turns.enter(heavy);
    List<String> order = Collections.synchronizedList(new ArrayList<>());

    // when: a third run of it waits before one of the light model comes
    threads.execute(() -> take(turns, heavy, "heavy", order));
    await().until(() -> turns.waiting() == 1);
    threads.execute(() -> take(turns, light, "light", order));
    await().until(() -> turns.waiting() == 2);
    running.end();

    // then
    await().until(() -> order.size() == 2);
    assertThat(order).containsExactly("light", "heavy");
  }

  @Test
  void noMoreRunThanThereArePlaces() throws Exception {
    // given
    FairTurns turns = new FairTurns(2, System::nanoTime);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    // when: six threads of three models
    for (int model = 0; model < 3; model++) {
      TurnOrder.Share share = new TurnOrder.Share();
      for (int thread = 0; thread < 2; thread++) {
        threads.execute(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                FairTurns.Turn turn = turns.enter(share);
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                turn.end();
              }
            });
      }
    }
    threads.shutdown();

    // then: all come to an end, and never more than two were inside
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(most.get()).isBetween(1, 2);
    assertThat(turns.waiting()).isZero();
  }

  private static void take(
      FairTurns turns, TurnOrder.Share share, String name, List<String> order) {
    FairTurns.Turn turn = turns.enter(share);
    order.add(name);
    turn.end();
  }
}
