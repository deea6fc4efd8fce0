package io.sensorium.fusion.stream.site;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** A store that remembers what was written, as its changelog does, and can go back to any of it. */
public final class WrittenStore implements KeyValueStore<Bytes, byte[]> {
  private final StateStoreContext context;
  private final List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();
  private KeyValueStore<Bytes, byte[]> store;

  public WrittenStore(StateStoreContext context) {
    this.context = context;
    this.store = empty();
  }

  /** How often it was written to. */
  int writes() {
    return writes.size();
  }

  /** What a restart finds if no more than so many writes have reached the changelog. */
  void restore(int reached) {
    writes.subList(reached, writes.size()).clear();
    store = empty();
    writes.forEach(write -> store.put(write.key, write.value));
  }

  private KeyValueStore<Bytes, byte[]> empty() {
    KeyValueStore<Bytes, byte[]> fresh = Stores.inMemoryKeyValueStore("state").get();
    fresh.init(context, fresh);
    return fresh;
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    writes.add(KeyValue.pair(key, value));
    store.put(key, value);
  }

  @Override
  public byte[] delete(Bytes key) {
    writes.add(KeyValue.pair(key, null));
    return store.delete(key);
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] get(Bytes key) {
    return store.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return store.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return store.all();
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries();
  }

  @Override
  public String name() {
    return "state";
  }

  @Override
  public void init(StateStoreContext stateStoreContext, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
