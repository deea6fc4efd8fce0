package io.sensorium.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.serve.ServeException.Kind;
import io.sensorium.worker.tally.ModelTallies;
import io.sensorium.worker.tally.RunListener;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TensorDescription;
import io.sensorium.worker.tensor.TypedRuntime;
import io.sensorium.worker.tensor.TypedSession;
import io.sensorium.worker.tensor.TypedTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectInferenceTest {
  private static final Map<String, TypedTensor> INPUTS =
      Map.of("x", new TypedTensor(ElementType.INT8, ByteBuffer.allocate(1), List.of(1L)));

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger running = new AtomicInteger();
  private CountDownLatch gate = new CountDownLatch(0);
  private DirectInference direct;

  @AfterEach
  void close() {
    gate.countDown();
    direct.close();
  }

  @Test
  void aModelIsLoadedOnceWithASessionForEachThread() {
    open(new ServeSettings(2, 8, 4, Duration.ofMinutes(1)), "a");

    run("a");
    run("a");

    assertThat(events).containsExactly("load a", "load a", "run a", "run a");
    assertThat(direct.loaded()).containsExactly(new ServedVersion("a", "1"));
  }

  @Test
  void theModelUnusedForLongestMakesRoom() {
    open(new ServeSettings(1, 8, 2, Duration.ofMinutes(1)), "a", "b", "c");

    run("a");
    run("b");
    run("a");
    run("c");

    assertThat(events)
        .containsExactly(
            "load a", "run a", "load b", "run b", "run a", "close b", "load c", "run c");
  }

  @Test
  void aModelInUseIsNotUnloadedForAnother() {
    open(new ServeSettings(1, 8, 1, Duration.ofMinutes(1)), "a", "b");

    try (ModelUse use = use("a")) {
      assertThat(use.signature().inputs()).hasSize(1);
      assertKind(Kind.FULL, () -> use("b"));
    }

    run("b");
    assertThat(events).containsExactly("load a", "close a", "load b", "run b");
  }

  @Test
  void whatIsUnloadedWhileItRunsIsClosedAfterItsRun() throws Exception {
    open(new ServeSettings(1, 8, 2, Duration.ofMinutes(1)), "a");
    gate = new CountDownLatch(1);
    CompletableFuture<Map<String, TypedTensor>> run;
    try (ModelUse use = use("a")) {
      run = use.run(INPUTS, Set.of("y"));
      await().until(() -> running.get() == 1);
      direct.unload("a");
      run.cancel(false);
    }
    assertThat(direct.loaded()).isEmpty();
    assertThat(events).containsExactly("load a");

    gate.countDown();

    await().untilAsserted(() -> assertThat(events).containsExactly("load a", "run a", "close a"));
  }

  @Test
  void moreThanMayWaitIsTurnedDown() {
    open(new ServeSettings(1, 2, 2, Duration.ofMinutes(1)), "a");

    try (ModelUse running = use("a");
        ModelUse first = use("a");
        ModelUse second = use("a")) {
      assertThat(List.of(running, first, second)).doesNotHaveDuplicates();
      assertKind(Kind.FULL, () -> use("a"));
    }

    run("a");
  }

  @Test
  void aRunThatNobodyWaitsForAnyMoreIsLeftOut() throws Exception {
    open(new ServeSettings(1, 8, 2, Duration.ofMinutes(1)), "a");
    gate = new CountDownLatch(1);
    try (ModelUse use = use("a")) {
      CompletableFuture<Map<String, TypedTensor>> first = use.run(INPUTS, Set.of("y"));
      CompletableFuture<Map<String, TypedTensor>> second = use.run(INPUTS, Set.of("y"));
      second.cancel(false);
      gate.countDown();
      first.join();
    }
    run("a");

    assertThat(events).containsExactly("load a", "run a", "run a");
  }

  @Test
  void whatIsNotUsedForLongIsUnloaded() {
    open(new ServeSettings(1, 8, 2, Duration.ofMinutes(1)), "a", "b");
    run("a");
    nanos.addAndGet(Duration.ofSeconds(40).toNanos());
    run("b");

    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    direct.unloadIdle();

    assertThat(direct.loaded()).containsExactly(new ServedVersion("b", "1"));
    assertThat(events).endsWith("close a");
  }

  @Test
  void whatDoesNotLoadIsNotTriedAgainAtOnce() {
    open(new ServeSettings(1, 8, 2, Duration.ofMinutes(1)), "bad");

    assertKind(Kind.UNAVAILABLE, () -> use("bad"));
    assertKind(Kind.UNAVAILABLE, () -> use("bad"));
    assertThat(events).containsExactly("load bad");

    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    assertKind(Kind.UNAVAILABLE, () -> use("bad"));
    direct.retry("bad");
    assertKind(Kind.UNAVAILABLE, () -> use("bad"));
    assertThat(events).containsExactly("load bad", "load bad", "load bad");
  }

  @Test
  void closingFinishesWhatWasAskedAndClosesAllSessions() {
    open(new ServeSettings(2, 8, 2, Duration.ofMinutes(1)), "a");
    run("a");

    direct.close();

    assertThat(events).containsExactly("load a", "load a", "run a", "close a", "close a");
    assertKind(Kind.UNAVAILABLE, () -> use("a"));
  }

  private void open(ServeSettings settings, String... models) {
    for (String model : models) {
      try {
        Files.createDirectories(folder.resolve(model).resolve("1"));
        Files.writeString(folder.resolve(model).resolve("1").resolve("model.onnx"), model);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    direct =
        new DirectInference(
            ModelRepository.open(folder),
            new Remembering(),
            settings,
            new ModelTallies(() -> 0, tally -> RunListener.NONE),
            nanos::get);
  }

  private ModelUse use(String model) {
    return direct.use(new ServedVersion(model, "1")).join();
  }

  private void run(String model) {
    try (ModelUse use = use(model)) {
      use.run(INPUTS, Set.of("y")).join();
    }
    // The thread that ran it ends the use a moment after the result is there.
    await().until(() -> direct.uses() == 0);
  }

  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(
            failure -> {
              Throwable cause = failure instanceof ServeException ? failure : failure.getCause();
              assertThat(((ServeException) cause).kind()).isEqualTo(kind);
            });
  }

  /** Writes down what happens; runs wait for the gate; {@code bad} does not load. */
  private final class Remembering implements TypedRuntime {
    @Override
    public List<String> variants() {
      return List.of("fp32");
    }

    @Override
    public TypedSession loadTyped(Path model) {
      String name = String.valueOf(model.getParent().getParent().getFileName());
      events.add("load " + name);
      if (name.equals("bad")) {
        throw new ModelException(name, "a model", "none", "Write one");
      }
      return new TypedSession() {
        @Override
        public ModelSignature signature() {
          TensorDescription x = new TensorDescription("x", ElementType.INT8, List.of(-1L));
          TensorDescription y = new TensorDescription("y", ElementType.INT8, List.of(-1L));
          return new ModelSignature(List.of(x), List.of(y));
        }

        @Override
        public String provider() {
          return "cpu";
        }

        @Override
        public Map<String, TypedTensor> run(Map<String, TypedTensor> inputs, Set<String> outputs) {
          running.incrementAndGet();
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          events.add("run " + name);
          return inputs;
        }

        @Override
        public void close() {
          events.add("close " + name);
        }
      };
    }
  }
}
