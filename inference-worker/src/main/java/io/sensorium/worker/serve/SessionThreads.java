package io.sensorium.worker.serve;

import io.sensorium.worker.serve.ServeException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

/**
 * Threads that each have a session of every model. Whoever hands in work bounds how much there is
 * of it.
 */
final class SessionThreads implements AutoCloseable {
  /** Ends the thread that takes it. */
  private static final class End implements IntConsumer {
    @Override
    public void accept(int thread) {}
  }

  private final BlockingQueue<IntConsumer> work = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  SessionThreads(int count) {
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread = new Thread(() -> run(number), "http-session-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /**
   * Runs something on the first thread that is free.
   *
   * @param task is told the thread's number, from 0; does not throw
   * @throws ServeException after {@link #close()}
   */
  synchronized void execute(IntConsumer task) {
    if (closed) {
      throw new ServeException(
          Kind.UNAVAILABLE, "the worker", "to serve", "that it is being closed", "Ask another one");
    }
    work.add(task);
  }

  /** Finishes what was handed in. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        threads.forEach(thread -> work.add(new End()));
      }
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(int number) {
    try {
      IntConsumer task = work.take();
      while (!(task instanceof End)) {
        task.accept(number);
        task = work.take();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
