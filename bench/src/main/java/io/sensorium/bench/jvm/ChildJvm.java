package io.sensorium.bench.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM that answers each line with a line and ends with its input. For one thread. */
final class ChildJvm implements AutoCloseable {
  private static final String END = "";

  private final Process process;
  private final PrintStream requests;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);

  private ChildJvm(Process process) {
    this.process = process;
    this.requests = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  /** Starts one; its log goes where this JVM's goes. */
  static ChildJvm start(List<String> command) {
    try {
      ChildJvm child =
          new ChildJvm(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
      Thread reader = new Thread(child::read, "answers");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @throws ChildFailure if none comes in time or the JVM has ended
   */
  String ask(String line, Duration limit) throws InterruptedException {
    requests.println(line);
    return answer(limit);
  }

  /**
   * Waits for a line that it sends by itself.
   *
   * @throws ChildFailure as above
   */
  String answer(Duration limit) throws InterruptedException {
    String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new ChildFailure("gave no answer within %d s".formatted(limit.toSeconds()));
    }
    if (answer.equals(END)) {
      answers.put(END);
      throw new ChildFailure(
          process.waitFor() == 3 ? "out of memory" : "ended with " + process.waitFor());
    }
    return answer;
  }

  private void read() {
    try (BufferedReader in = process.inputReader(UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        // Anything else is a library that writes to the standard output.
        if (line.startsWith("{")) {
          answers.put(line);
        }
      }
      answers.put(END);
    } catch (IOException e) {
      answers.offer(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, by force if it does not end by itself within 20 s. */
  @Override
  public void close() {
    requests.close();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
