package io.sensorium.deploy.command;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a request: the command sees it, drains, and its own exit code is the
 * process's. A second one ends the process at once.
 *
 * <p>Not a shutdown hook: hooks run side by side, and ONNX Runtime has one that frees what models
 * still run on.
 */
final class Interruption {
  /** As a shell counts a process that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  private final CountDownLatch requested = new CountDownLatch(1);

  private Interruption() {}

  static Interruption install() {
    Interruption interruption = new Interruption();
    interruption.handle("INT");
    interruption.handle("TERM");
    return interruption;
  }

  /**
   * By reflection, because javac refuses to be silent about {@code sun.misc.Signal}, the only way
   * there is.
   */
  private void handle(String signal) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Interruption.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                request();
                return null;
              });
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      // This JVM keeps the signal for itself (-Xrs): it ends the process without draining.
    }
  }

  private void request() {
    if (requested()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    requested.countDown();
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
}
