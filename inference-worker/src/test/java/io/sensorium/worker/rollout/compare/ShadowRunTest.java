package io.sensorium.worker.rollout.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sensorium.event.Comparison;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.Transcript;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.moment.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A shadow that is held up until a gate opens. */
final class ShadowRunTest implements Predictor, ComparisonSink, ComparisonListener {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Queue<Comparison> comparisons = new ConcurrentLinkedQueue<>();
  private final AtomicInteger compared = new AtomicInteger();
  private final AtomicInteger missed = new AtomicInteger();
  private final ShadowRun run =
      ShadowRun.start(
          this, new ComparisonWriter("talk", "2", InstantSource.fixed(Instant.EPOCH)), this, this);

  @Test
  void whatAShadowHasNoRoomForIsLeftOutAndCounted() {
    // when: nobody waits, though the shadow is stuck with the first
    for (int i = 0; i < 100; i++) {
      run.offer(Moments.moment("home", i), served());
    }

    // then: 64 wait, one is with the predictor unless its thread has not come so far
    assertThat(missed.get()).isBetween(35, 36);
    gate.countDown();
    await().until(() -> compared.get() + missed.get() == 100);
    assertThat(comparisons).hasSize(compared.get());
    assertThat(comparisons.element().getServed().getAnswer()).isEqualTo("one two");
    assertThat(comparisons.element().getShadow().getAnswer()).isEqualTo("one three");
    assertThat(comparisons.element().getAgreement()).isEqualTo(0.5f);
    run.close();
  }

  @Test
  void closingLeavesOutWhatWaits() {
    for (int i = 0; i < 10; i++) {
      run.offer(Moments.moment("home", i), served());
    }
    run.close();
    run.offer(Moments.moment("home", 10), served());
    assertThat(missed.get()).isEqualTo(11);
    assertThat(comparisons).isEmpty();
  }

  @Test
  void aMomentWithoutAnAnswerIsNotCompared() {
    gate.countDown();
    run.offer(
        Moments.moment("home", 1), CompletableFuture.failedFuture(new IllegalStateException("x")));
    await().until(() -> missed.get() == 1);
    run.close();
    assertThat(comparisons).isEmpty();
  }

  private static CompletableFuture<Answered> served() {
    return CompletableFuture.completedFuture(new Answered(said("one two"), Map.of("talk", "1")));
  }

  private static Outcome said(String words) {
    return new Outcome.Predicted(
        new Transcript(words),
        List.of(),
        List.of(),
        new ModelIdentity("talk", "1", "fp32", "", "cpu"),
        new Timing(1, 2, 3),
        false);
  }

  @Override
  public boolean stateful() {
    return false;
  }

  @Override
  public CompletableFuture<Outcome> submit(MomentPayloads moment) throws InterruptedException {
    gate.await();
    return CompletableFuture.completedFuture(said("one three"));
  }

  @Override
  public Set<String> inputs() {
    return Set.of();
  }

  @Override
  public void close() {}

  @Override
  public void offer(Comparison comparison) {
    comparisons.add(comparison);
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void compared() {
    compared.incrementAndGet();
  }

  @Override
  public void notCompared() {
    missed.incrementAndGet();
  }
}
