package io.sensorium.deploy.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a request: the command sees it, drains, and its own exit code is the
 * process's. A second Ctrl-C is left to the JVM.
 */
final class Interruption {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode;

  private Interruption() {}

  static Interruption install() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::drain, "drain"));
    return interruption;
  }

  /** Runs in the JVM's shutdown; without halt its exit code would be 130 though all went well. */
  private void drain() {
    requested.countDown();
    try {
      if (!finished.await(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "sensorium: not drained within " + DRAIN_LIMIT.toSeconds() + " s; giving up");
        exitCode = 1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits until someone asks to stop. */
  void await() throws InterruptedException {
    requested.await();
  }

  /** Waits until someone asks to stop or the time is over; true where someone asked. */
  boolean await(Duration time) throws InterruptedException {
    return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the process with the command's own exit code. */
  void exit(int code) {
    exitCode = code;
    System.out.flush();
    finished.countDown();
    if (!requested()) {
      System.exit(code);
    }
  }
}
