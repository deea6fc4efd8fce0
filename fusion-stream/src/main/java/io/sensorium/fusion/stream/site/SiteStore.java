package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sites of a task in its one state store, each with its events beside it.
 *
 * <p>A site is saved so that any beginning of the writes leaves it either as it was or as it is:
 * first its events, each with its new standing and the one before; then the site's record with its
 * new version, which makes the new standings valid, and with the events that are gone; then their
 * deletion. The changelog keeps the order of writes, so a process that dies while it writes leaves
 * such a beginning where no transaction takes it back (at-least-once). Sites do not influence each
 * other, so that some may be older than others: each knows up to where it has taken its events in.
 */
final class SiteStore {
  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * Keys that the writing of a site was cut off at; they are deleted before anything is written.
   */
  private final Set<Bytes> orphans = new HashSet<>();

  SiteStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The site as it was last saved; null where it never was. */
  @Nullable StoredSite load(String name) {
    Bytes key = StateCodec.key(name);
    byte[] record = store.get(key);
    if (record == null) {
      return null;
    }
    Reading site = new Reading(name, SiteRecord.of(record));
    try (KeyValueIterator<Bytes, byte[]> all = store.range(key, StateCodec.afterEvents(key))) {
      all.forEachRemaining(entry -> site.take(entry, key));
    }
    return site.done();
  }

  /** Hands on every site as it was last saved, one after the other. */
  void loadAll(Consumer<StoredSite> sites) {
    @Nullable Reading site = null;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        Bytes key = StateCodec.siteKey(entry.key);
        String name = StateCodec.site(key);
        if (site == null || !site.name.equals(name)) {
          if (site != null) {
            sites.accept(site.done());
          }
          site = entry.key.equals(key) ? new Reading(name, SiteRecord.of(entry.value)) : null;
        }
        if (site == null) {
          orphans.add(entry.key); // its site was never saved whole
        } else {
          site.take(entry, key);
        }
      }
    }
    if (site != null) {
      sites.accept(site.done());
    }
  }

  /** Writes what has changed of a site. */
  void save(TaskSite site) {
    orphans.forEach(store::delete);
    orphans.clear();
    Bytes siteKey = StateCodec.key(site.name);
    Set<Bytes> gone = new HashSet<>();
    site.version++;
    for (ArrivedEvent event : site.events.takeTouched()) {
      Bytes record = StateCodec.record(event.place);
      Bytes key = StateCodec.key(siteKey, record);
      if (event.standing != Standing.GONE) {
        store.put(key, StateCodec.event(event, site.version));
        event.saved = event.standing;
      } else if (event.saved != null) {
        gone.add(record);
        event.saved = null;
      }
    }
    SiteRecord record =
        new SiteRecord(site.version, site.atRest(), site.handled, gone, site.aligner.state());
    store.put(siteKey, record.bytes());
    gone.forEach(event -> store.delete(StateCodec.key(siteKey, event)));
    site.dirty = false;
  }

  /** Gathers one site, undoing what was written of a version that never became valid. */
  private final class Reading {
    final String name;
    private final SiteRecord record;
    private final List<ArrivedEvent> events = new ArrayList<>();

    Reading(String name, SiteRecord record) {
      this.name = name;
      this.record = record;
    }

    void take(KeyValue<Bytes, byte[]> entry, Bytes siteKey) {
      if (entry.key.equals(siteKey)) {
        return;
      }
      StateCodec.SavedEvent saved = StateCodec.event(name, entry.key, entry.value);
      ArrivedEvent event = saved.event();
      boolean valid = saved.version() <= record.version();
      if (valid ? record.gone().contains(StateCodec.record(entry.key)) : saved.before() == null) {
        orphans.add(entry.key);
        return;
      }
      if (!valid && saved.before() != null) {
        event.standing = saved.before();
        event.saved = saved.before();
        event.touched = true;
      }
      events.add(event);
    }

    StoredSite done() {
      return new StoredSite(name, record, events);
    }
  }
}
