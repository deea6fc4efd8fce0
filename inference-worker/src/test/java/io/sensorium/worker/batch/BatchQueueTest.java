package io.sensorium.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock stands still: whatever is taken was not waited for. */
final class BatchQueueTest {
  private final BatchQueue<String> queue =
      new BatchQueue<>(new BatchBuffer<>(3, Long.MAX_VALUE / 2), () -> 0);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aClosedQueueGivesTheRestWithoutWaitingAndThenNothing() throws Exception {
    BatchQueue<String>.Taker taker = queue.taker();
    queue.put("a");
    queue.put("b");
    queue.close();
    assertThat(taker.take()).containsExactly("a", "b");
    assertThat(taker.take()).isEmpty();
  }

  @Test
  void aTakerThatWaitsIsWoken() throws Exception {
    BatchQueue<String>.Taker taker = queue.taker();
    Future<List<String>> waiting = threads.submit(taker::take);
    queue.put("a");
    assertThat(waiting.get()).containsExactly("a");
  }

  @Test
  void aLoneTakerNeverHoldsWhatIsReady() throws Exception {
    BatchQueue<String>.Taker taker = queue.taker();
    queue.put("a");
    taker.take();
    queue.put("b");
    assertThat(taker.take()).containsExactly("b");
  }

  @Test
  void aTakerStraightFromABatchWaitsForAFullOneWhileAnotherIsAtWork() throws Exception {
    // given: both at work
    BatchQueue<String>.Taker one = queue.taker();
    BatchQueue<String>.Taker other = queue.taker();
    queue.put("a");
    one.take();
    queue.put("b");
    other.take();
    queue.put("c");

    // when
    Future<List<String>> held = threads.submit(one::take);
    queue.put("d");
    assertThat(held.isDone()).isFalse();
    queue.put("e");

    // then
    assertThat(held.get()).containsExactly("c", "d", "e");
  }

  @Test
  void nothingIsHeldOnceAllTakersAreFree() throws Exception {
    // given: both at work, and one that comes back and holds what it finds
    BatchQueue<String>.Taker one = queue.taker();
    BatchQueue<String>.Taker other = queue.taker();
    queue.put("a");
    one.take();
    queue.put("b");
    other.take();
    queue.put("c");
    Thread[] holder = new Thread[1];
    Future<List<String>> held =
        threads.submit(
            () -> {
              holder[0] = Thread.currentThread();
              return one.take();
            });
    await().until(() -> holder[0] != null && holder[0].getState() == Thread.State.TIMED_WAITING);

    // when: the other comes back as well
    Future<List<String>> free = threads.submit(other::take);

    // then: it goes at once, to whichever of them
    await().until(() -> held.isDone() || free.isDone());
    assertThat((held.isDone() ? held : free).get()).containsExactly("c");
  }

  @Test
  void aTakerThatFoundNothingHasWhatComesAtOnceThoughAnotherHolds() throws Exception {
    // given: one at work, one that waits
    BatchQueue<String>.Taker one = queue.taker();
    BatchQueue<String>.Taker other = queue.taker();
    queue.put("a");
    one.take();
    Future<List<String>> waiting = threads.submit(other::take);

    // when
    queue.put("b");

    // then
    assertThat(waiting.get()).containsExactly("b");
  }
}
