package io.sensorium.worker.serve;

import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tensor.ModelSignature;
import io.sensorium.worker.tensor.TypedRuntime;
import io.sensorium.worker.tensor.TypedSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One version of a model with a session for every thread. */
final class LoadedModel implements AutoCloseable {
  private final List<TypedSession> sessions;
  private final ModelTally tally;

  private LoadedModel(List<TypedSession> sessions, ModelTally tally) {
    this.sessions = List.copyOf(sessions);
    this.tally = tally;
  }

  /**
   * @throws io.sensorium.worker.tensor.ModelException if it does not load
   */
  static LoadedModel load(TypedRuntime runtime, Path file, int threads, ModelTally tally) {
    List<TypedSession> sessions = new ArrayList<>();
    try {
      while (sessions.size() < threads) {
        sessions.add(runtime.loadTyped(file));
        tally.opened();
      }
      return new LoadedModel(sessions, tally);
    } catch (RuntimeException failed) {
      close(sessions, tally);
      throw failed;
    }
  }

  ModelSignature signature() {
    return sessions.get(0).signature();
  }

  /** The session that belongs to that thread. */
  TypedSession session(int thread) {
    return sessions.get(thread);
  }

  ModelTally tally() {
    return tally;
  }

  /** To be called once no thread runs it any more. */
  @Override
  public void close() {
    close(sessions, tally);
  }

  private static void close(List<TypedSession> sessions, ModelTally tally) {
    for (TypedSession session : sessions) {
      session.close();
      tally.closed();
    }
  }
}
