package io.sensorium.worker.graph;

import static io.sensorium.worker.fixture.Graphs.best;
import static io.sensorium.worker.fixture.Graphs.cpu;
import static io.sensorium.worker.fixture.Graphs.predicted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sensorium.event.MissingInput;
import io.sensorium.event.MissingReason;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Stage;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.fixture.Moments;
import io.sensorium.worker.fixture.Repository;
import io.sensorium.worker.fixture.TinyModel;
import io.sensorium.worker.fixture.WatchedRuntime;
import io.sensorium.worker.graph.QueuePolicy.OnDeadline;
import io.sensorium.worker.graph.QueuePolicy.Shed;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound and words, whose reader a late moment goes without; the head adds their two numbers up. */
final class LateMomentsTest {
  private static final String PIPELINE =
      """
      pipeline: sum
      pace: { each: sound }
      inputs:
        sound: { modality: audio }
        words: { modality: text, match: latest, lookback: 1s }
      inference:
        max-batch-size: 1
        steps:
          hear: { model: hear, tensors: { wave: { input: sound } } }
          read: { model: read, optional: true, tensors: { ids: { input: words } } }
          head:
            model: head
            tensors:
              a: { step: hear, output: scores }
              b: { step: read, output: scores }
        prediction: { step: head, output: sum }
      """;

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<GraphListener.Refusal> refusals = new ArrayList<>();
  private WatchedRuntime runtime;

  @BeforeEach
  void models() throws IOException {
    new Repository(folder)
        .listener("hear", 2, "", "x", "y")
        .reader("read", "x", "y")
        .add(
            "head",
            new TinyModel()
                .input("a", TinyModel.FLOAT, -1, 2)
                .input("b", TinyModel.FLOAT, -1, 2)
                .node("Add", List.of("a", "b"), "sum")
                .output("sum", TinyModel.FLOAT, -1, 2),
            "{ task: classification, labels: labels.txt }",
            "x",
            "y");
    runtime = new WatchedRuntime(cpu(), 1, gate, inputs -> false);
  }

  @Test
  void aLateMomentIsRefusedWithADeadLettersReason() throws Exception {
    // given: one under way and one that waits
    try (InferenceGraph graph = open(deadline(OnDeadline.REJECT))) {
      CompletableFuture<Outcome> first = graph.submit(moment(1, 0.1f, "w9 w2"));
      CompletableFuture<Outcome> second = graph.submit(moment(2, 0.1f, "w8 w2"));

      // when
      nanos.set(Duration.ofMillis(150).toNanos());
      gate.countDown();

      // then
      assertThat(best(predicted(first.join()))).isEqualTo("x");
      Outcome.Failed failed = (Outcome.Failed) second.join();
      assertThat(failed.stage()).isEqualTo(Stage.QUEUE);
      assertThat(failed.reason()).startsWith("deadline: expected a wait of at most 100 ms");
      assertThat(failed.reason()).contains("found 150 ms");
      assertThat(refusals).containsExactly(GraphListener.Refusal.DEADLINE);
    }
  }

  @Test
  void aLateMomentIsPredictedWithoutTheOptionalStepsAndSaysSo() throws Exception {
    // given
    try (InferenceGraph graph = open(deadline(OnDeadline.PREDICT_PARTIAL))) {
      CompletableFuture<Outcome> first = graph.submit(moment(1, 0.1f, "w9"));
      CompletableFuture<Outcome> late = graph.submit(moment(2, 0.1f, "w8"));
      CompletableFuture<Outcome> known = graph.submit(moment(3, 0.1f, first(1, "w9")));

      // when
      nanos.set(Duration.ofMillis(150).toNanos());
      gate.countDown();

      // then: of the late one only the sound counts
      assertThat(best(predicted(first.join()))).isEqualTo("x");
      Outcome.Predicted partial = predicted(late.join());
      assertThat(best(partial)).isEqualTo("y");
      assertThat(partial.inputs()).extracting(PredictionInput::getName).containsExactly("sound");
      assertThat(partial.missing())
          .extracting(MissingInput::getName, MissingInput::getReason, MissingInput::getDetail)
          .containsExactly(
              tuple(
                  "words",
                  MissingReason.DEADLINE,
                  "the moment had waited past its deadline for step 'read'"));

      // and: words that were read for an earlier moment count for a late one as well
      assertThat(best(predicted(known.join()))).isEqualTo("x");
      assertThat(predicted(known.join()).missing()).isEmpty();
      assertThat(runtime.rows("read")).isEqualTo(1);
    }
  }

  @Test
  void aLateMomentOfWhichNothingIsLeftIsRefused() throws Exception {
    try (InferenceGraph graph = open(deadline(OnDeadline.PREDICT_PARTIAL))) {
      CompletableFuture<Outcome> first = graph.submit(moment(1, 0.1f, "w9"));
      CompletableFuture<Outcome> silent =
          graph.submit(Moments.moment("home", 4_000, Moments.words("words", 4_000, "w8")));
      nanos.set(Duration.ofMillis(150).toNanos());
      gate.countDown();

      predicted(first.join());
      Outcome.Failed failed = (Outcome.Failed) silent.join();
      assertThat(failed.stage()).isEqualTo(Stage.QUEUE);
      assertThat(failed.reason()).contains("DEADLINE");
    }
  }

  @Test
  void whatIsShedLeavesADeadLetterOrIsCountedOnly() throws Exception {
    for (boolean letters : new boolean[] {true, false}) {
      QueuePolicy policy =
          new QueuePolicy(1, null, OnDeadline.REJECT, Shed.OLDEST, letters, List.of());
      CountDownLatch held = new CountDownLatch(1);
      runtime = new WatchedRuntime(cpu(), 1, held, inputs -> false);
      try (InferenceGraph graph = open(policy)) {
        CompletableFuture<Outcome> first = graph.submit(moment(1, 0.1f, "w9"));
        CompletableFuture<Outcome> second = graph.submit(moment(2, 0.1f, "w9"));
        CompletableFuture<Outcome> third = graph.submit(moment(3, 0.1f, "w9"));

        assertThat(second).isDone();
        held.countDown();
        predicted(first.join());
        predicted(third.join());
        if (letters) {
          assertThat(((Outcome.Failed) second.join()).stage()).isEqualTo(Stage.QUEUE);
          assertThat(((Outcome.Failed) second.join()).reason()).startsWith("shed: ");
        } else {
          assertThat(second.join()).isInstanceOf(Outcome.Dropped.class);
        }
      }
    }
    assertThat(refusals).containsOnly(GraphListener.Refusal.SHED).hasSize(2);
  }

  private static QueuePolicy deadline(OnDeadline onDeadline) {
    return new QueuePolicy(10, Duration.ofMillis(100), onDeadline, Shed.NONE, true, List.of());
  }

  private static MomentPayloads moment(int ms, float y, String text) {
    return moment(ms, y, Moments.words("words", ms * 2_000L, text));
  }

  /** The same words as those of an earlier moment. */
  private static InputPayload first(int ms, String text) {
    return Moments.words("words", ms * 2_000L, text);
  }

  private static MomentPayloads moment(int ms, float y, InputPayload words) {
    long us = ms * 2_000L;
    return Moments.moment(
        "home", us, Moments.sound("sound", Moments.chunk("mic", us, 1_000, 0, y)), words);
  }

  /** Room for one moment. */
  private InferenceGraph open(QueuePolicy policy) {
    Pipeline pipeline = Pipeline.parse("sum", PIPELINE);
    GraphListener listener =
        new GraphListener() {
          @Override
          public void refused(Refusal why) {
            refusals.add(why);
          }
        };
    return InferenceGraph.open(
        Objects.requireNonNull(pipeline.inference()),
        pipeline.inputs(),
        ModelRepository.open(folder),
        runtime,
        new GraphSettings(1, 1, 1 << 20, 10).queued(policy),
        listener,
        nanos::get);
  }
}
