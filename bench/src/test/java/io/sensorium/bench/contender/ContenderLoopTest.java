package io.sensorium.bench.contender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ContenderLoopTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> calls = new ArrayList<>();
  private @Nullable Throwable failure;

  @Test
  void each_request_is_answered_by_one_line() throws Exception {
    RunSettings settings =
        new RunSettings("run-1", Map.of("a", "b"), Path.of("p.yaml"), Path.of("f"), "out");

    List<String> answers = serve(Request.start(settings), Request.look(), Request.stop(0));

    assertThat(answers).hasSize(3);
    assertThat(JSON.readValue(answers.get(1), Look.class)).isEqualTo(new Look(7, null));
    Usage usage = JSON.readValue(answers.get(2), Usage.class);
    assertThat(usage.firstTaken()).isEqualTo(7);
    assertThat(usage.heapBytes()).isPositive();
    assertThat(calls).containsExactly("start run-1 out", "close");
  }

  @Test
  void a_failure_is_told_at_the_next_look() throws Exception {
    failure = new IllegalStateException("no broker");
    RunSettings settings = new RunSettings("r", Map.of(), Path.of("p"), Path.of("f"), "out");

    List<String> answers = serve(Request.start(settings), Request.look());

    assertThat(JSON.readValue(answers.get(1), Look.class).failure()).contains("no broker");
  }

  private List<String> serve(Request... requests) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (Request request : requests) {
      lines.append(JSON.writeValueAsString(request)).append('\n');
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ContenderLoop(this::start)
        .serve(
            new BufferedReader(new StringReader(lines.toString())),
            new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8).lines().toList();
  }

  private Contender.Running start(RunSettings settings) {
    calls.add("start " + settings.name() + " " + settings.output());
    return new Contender.Running() {
      @Override
      public long taken() {
        return 7;
      }

      @Override
      public @Nullable Throwable failure() {
        return failure;
      }

      @Override
      public void close() {
        calls.add("close");
      }
    };
  }
}
