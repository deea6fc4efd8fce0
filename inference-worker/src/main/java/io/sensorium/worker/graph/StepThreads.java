package io.sensorium.worker.graph;

import io.sensorium.worker.tensor.ModelSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of one lane, on which steps of a wave run side by side. Each session has one of them
 * for good, since on a GPU memory is kept for every thread that ever ran it. The first of a wave's
 * sessions is the lane's own where it can be, so that steps in a row need no other thread. Used by
 * the lane's thread alone.
 */
final class StepThreads implements AutoCloseable {
  private static final int OWN = 0;

  /** Thread of each session, by which sessions are the same and not by what they are equal to. */
  private final IdentityHashMap<ModelSession, Integer> threadOf = new IdentityHashMap<>();

  private final List<ModelSession> sessions;
  private final List<ExecutorService> others = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param waves places of the steps that may run side by side
   * @param sessions by the steps' places
   * @param most threads at most, the lane's own among them
   */
  StepThreads(List<List<Integer>> waves, List<ModelSession> sessions, int most, String lane) {
    this.sessions = List.copyOf(sessions);
    for (List<Integer> wave : waves) {
      Set<Integer> taken = new HashSet<>();
      wave.forEach(place -> taken.add(threadOf.getOrDefault(sessions.get(place), -1)));
      for (int place : wave) {
        threadOf.computeIfAbsent(sessions.get(place), any -> free(taken, most));
      }
    }
    int highest = threadOf.values().stream().mapToInt(Integer::intValue).max().orElse(OWN);
    for (int i = 1; i <= highest; i++) {
      String name = lane + "-side-" + i;
      others.add(Executors.newSingleThreadExecutor(task -> daemon(task, name)));
    }
  }

  private static int free(Set<Integer> taken, int most) {
    for (int thread = 0; thread < most; thread++) {
      if (taken.add(thread)) {
        return thread;
      }
    }
    return OWN;
  }

  /**
   * Called by an executor for its first task: on the lane's thread, as all tasks come from there.
   */
  private Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /**
   * Runs a task for each of the steps on its own thread, and waits for all.
   *
   * @param places of the steps, as many as tasks
   * @throws RuntimeException or an error of the first that failed, once none runs any more
   */
  void run(List<Integer> places, List<Runnable> tasks) {
    List<CompletableFuture<Void>> beside = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int thread = thread(places.get(i));
      if (thread != OWN) {
        beside.add(CompletableFuture.runAsync(tasks.get(i), others.get(thread - 1)));
      }
    }
    try {
      for (int i = 0; i < tasks.size(); i++) {
        if (thread(places.get(i)) == OWN) {
          tasks.get(i).run();
        }
      }
    } finally {
      await(beside);
    }
  }

  private static void await(List<CompletableFuture<Void>> beside) {
    try {
      CompletableFuture.allOf(beside.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw failed;
    }
  }

  private int thread(int place) {
    return threadOf.getOrDefault(sessions.get(place), OWN);
  }

  /** Ends the other threads. To be called when nothing runs any more. */
  @Override
  public void close() {
    others.forEach(ExecutorService::shutdown);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
