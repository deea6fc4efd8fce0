package io.sensorium.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.graph.QueuePolicy.Level;
import io.sensorium.worker.graph.QueuePolicy.OnDeadline;
import io.sensorium.worker.graph.QueuePolicy.Shed;
import io.sensorium.worker.plan.GraphPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Room for two; time is what the test says, in milliseconds. */
final class AdmissionTest {
  private final List<String> letIn = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private long nowMs;

  @Test
  void whoWaitedBeyondTheDeadlineIsRefusedWhenItsTurnComes() throws Exception {
    Admission admission = admission(deadline(OnDeadline.REJECT));
    enter(admission, "a", "b", "c");
    nowMs = 60;
    enter(admission, "d");

    nowMs = 101;
    admission.leave();

    assertThat(letIn).containsExactly("a-0", "b-0", "d-60");
    assertThat(refused).containsExactly("c-0 DEADLINE");
    assertThat(late).isEmpty();
  }

  @Test
  void whoWaitedBeyondTheDeadlineIsLetInAsLateWhereAPartIsWanted() throws Exception {
    Admission admission = admission(deadline(OnDeadline.PREDICT_PARTIAL));
    enter(admission, "a", "b", "c");
    nowMs = 60;
    enter(admission, "d");

    nowMs = 101;
    admission.leave();
    admission.leave();

    assertThat(letIn).containsExactly("a-0", "b-0", "c-0", "d-60");
    assertThat(late).containsExactly("c-0");
    assertThat(refused).isEmpty();
  }

  @Test
  void theOldestOrTheNewestGoesWhereMoreWouldWaitThanMay() throws Exception {
    Admission oldest = admission(shedding(Shed.OLDEST));
    enter(oldest, "a", "b", "c", "d", "e", "f");
    assertThat(letIn).containsExactly("a-0", "b-0");
    assertThat(refused).containsExactly("c-0 SHED", "d-0 SHED");

    letIn.clear();
    refused.clear();
    Admission newest = admission(shedding(Shed.NEWEST));
    enter(newest, "a", "b", "c", "d", "e", "f");
    newest.leave();
    newest.leave();
    assertThat(letIn).containsExactly("a-0", "b-0", "c-0", "d-0");
    assertThat(refused).containsExactly("e-0 SHED", "f-0 SHED");
  }

  @Test
  void sitesOfAHigherLevelGoFirstAndAreShedLast() throws Exception {
    QueuePolicy policy =
        new QueuePolicy(
            2,
            null,
            OnDeadline.REJECT,
            Shed.OLDEST,
            true,
            List.of(new Level("ward-*", 2), new Level("w*", 1)));
    Admission admission = admission(policy);
    enter(admission, "a", "b", "c", "ward-1", "west", "ward-2");
    admission.leave();
    admission.leave();

    assertThat(refused).containsExactly("c-0 SHED", "west-0 SHED");
    assertThat(letIn).containsExactly("a-0", "b-0", "ward-1-0", "ward-2-0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfASiteIsItsOwnOnAnyLevel(long seed) throws Exception {
    // given
    SplittableRandom random = new SplittableRandom(seed);
    List<Level> levels = List.of(new Level("site-1*", 1), new Level("site-3", 5));
    Admission admission =
        admission(
            new QueuePolicy(
                10, Duration.ofMillis(15), OnDeadline.REJECT, Shed.OLDEST, true, levels));

    // when
    int underWay = 0;
    for (int i = 0; i < 2_000; i++) {
      nowMs++;
      int before = letIn.size();
      if (underWay == 0 || random.nextInt(5) < 3) {
        enter(admission, "site-" + random.nextInt(15));
      } else {
        admission.leave();
        underWay--;
      }
      underWay += letIn.size() - before;
      assertThat(underWay).isLessThanOrEqualTo(2);
    }

    // then: times rise within every site
    Map<String, Integer> last = new HashMap<>();
    for (String id : letIn) {
      int cut = id.lastIndexOf('-');
      int time = Integer.parseInt(id.substring(cut + 1));
      Integer before = last.put(id.substring(0, cut), time);
      assertThat(before == null || before < time).as("seed %d: %s", seed, id).isTrue();
    }
    assertThat(refused).anyMatch(r -> r.endsWith("SHED")).anyMatch(r -> r.endsWith("DEADLINE"));
  }

  @Test
  void withoutSheddingWhoeverSubmitsWaitsForAPlace() throws Exception {
    // given: two under way, and one that waits
    Admission admission =
        admission(new QueuePolicy(1, null, OnDeadline.REJECT, Shed.NONE, true, List.of()));
    enter(admission, "a", "b", "c");
    AtomicBoolean entered = new AtomicBoolean();
    Thread fourth =
        new Thread(
            () -> {
              try {
                enter(admission, "d");
                entered.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    fourth.start();
    await().until(() -> fourth.getState() == Thread.State.WAITING);
    assertThat(entered).isFalse();

    // when
    admission.leave();

    // then
    fourth.join();
    assertThat(entered).isTrue();
    admission.leave();
    assertThat(letIn).containsExactly("a-0", "b-0", "c-0", "d-0");
  }

  @Test
  void closingWaitsForWhoCameBeforeAndTurnsAwayWhoComesLater() throws Exception {
    // given
    Admission admission = admission(shedding(Shed.OLDEST));
    enter(admission, "a", "b", "c");
    Thread closing = new Thread(admission::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.WAITING);

    // when
    admission.leave();
    admission.leave();
    assertThatThrownBy(() -> enter(admission, "d")).isInstanceOf(IllegalStateException.class);
    admission.leave();

    // then
    closing.join();
    assertThat(letIn).containsExactly("a-0", "b-0", "c-0");
  }

  private static QueuePolicy deadline(OnDeadline onDeadline) {
    return new QueuePolicy(10, Duration.ofMillis(100), onDeadline, Shed.NONE, true, List.of());
  }

  private static QueuePolicy shedding(Shed shed) {
    return new QueuePolicy(2, null, OnDeadline.REJECT, shed, true, List.of());
  }

  private Admission admission(QueuePolicy policy) {
    return new Admission(
        policy,
        2,
        this::nanos,
        work -> {
          letIn.add(work.id());
          if (work.late()) {
            late.add(work.id());
          }
        },
        (work, why) -> refused.add(work.id() + " " + why));
  }

  private void enter(Admission admission, String... sites) throws InterruptedException {
    GraphPlan plan = new GraphPlan(List.of(), List.of(), List.of());
    for (String site : sites) {
      admission.enter(
          new MomentWork(Moments.moment(site, nowMs), plan.inputNames(), 0, true, nanos()));
    }
  }

  private long nanos() {
    return nowMs * 1_000_000;
  }
}
