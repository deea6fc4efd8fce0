package io.sensorium.fusion.stream;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that holds nothing and runs something before each commit, when Kafka Streams has stores
 * write back what they cache.
 *
 * <p>With it the processor keeps its state as objects and writes once a commit what is still there:
 * an event that comes and goes between two commits is never written. {@link CachedStateStore} is
 * the one internal interface of Kafka Streams in use here; the public cache would write every event
 * twice.
 */
final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {
  static final String NAME = "before-commit";

  private Runnable action = () -> {};
  private boolean open;

  /** What to run, on the task's thread. */
  void run(Runnable beforeCommit) {
    action = beforeCommit;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void flushCache() {
    action.run();
  }

  @Override
  public void clearCache() {
    action = () -> {};
  }

  @Override
  public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean oldValues) {
    return false;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Builds one for each task. */
  static final class Builder implements StoreBuilder<StateStore> {
    @Override
    public StoreBuilder<StateStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<StateStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public StateStore build() {
      return new BeforeCommit();
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return NAME;
    }
  }
}
