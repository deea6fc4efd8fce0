package io.sensorium.fusion.stream;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentHandler;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.HeldEvent;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.stream.ArrivedEvent.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sites of one task: events are taken in as they are read and handed to their site's aligner in
 * arrival order, as far as the horizon allows. Not thread-safe.
 */
final class TaskAlignment {
  private static final long MICROS = 1_000;

  /** Hears what is decided. */
  interface Outcome {
    void emitted(String site, AlignedMoment<ArrivedEvent> moment);

    void dropped(ArrivedEvent event, DropReason reason);
  }

  private static final class Site {
    final String name;
    final SiteAligner<ArrivedEvent> aligner;

    /** The earliest instant at which the site is to be looked at, as the agenda has it. */
    long due = Long.MAX_VALUE;

    int open;
    boolean dirty;

    Site(String name, SiteAligner<ArrivedEvent> aligner) {
      this.name = name;
      this.aligner = aligner;
    }
  }

  private record Due(long atUs, Site site) {}

  private final AlignmentSpec spec;
  private final KeptEvents kept;
  private final KeyValueStore<Bytes, byte[]> stored;
  private final Outcome outcome;
  private final PendingEvents pending = new PendingEvents();
  private final Map<String, Site> sites = new HashMap<>();
  private final List<Site> dirty = new ArrayList<>();

  /** May hold entries that are overtaken by an earlier one of the same site. */
  private final PriorityQueue<Due> agenda = new PriorityQueue<>(Comparator.comparing(Due::atUs));

  private int openMoments;

  TaskAlignment(
      AlignmentSpec spec,
      KeyValueStore<Bytes, byte[]> events,
      KeyValueStore<Bytes, byte[]> sites,
      Outcome outcome) {
    this.spec = spec;
    this.kept = new KeptEvents(events);
    this.stored = sites;
    this.outcome = outcome;
    recall();
  }

  /** Whether an input takes events of this sensor. */
  boolean takes(ArrivedEvent event) {
    return spec.takes(event.place.modality(), event.header.sensor());
  }

  /** Takes in an event that an input takes. */
  void add(ArrivedEvent event) {
    kept.add(event);
    pending.add(event);
  }

  /** How many events wait or are buffered and are in no moment yet. */
  int buffered() {
    return kept.undecided();
  }

  /** How many moments are open. */
  int openMoments() {
    return openMoments;
  }

  /** Whether the passing of time alone may decide something. */
  boolean waits() {
    return pending.size() > 0 || !agenda.isEmpty();
  }

  /** Decides what is to be decided by an arrival clock that has reached {@code knownMs}. */
  void release(long knownMs) {
    for (ArrivedEvent e = pending.take(knownMs); e != null; e = pending.take(knownMs)) {
      Site site = site(e.header.site());
      site.aligner.arrive(sensorEvent(e), e.place.arrivalMs() * MICROS);
      if (e.standing == Standing.WAITING) {
        kept.become(e, Standing.GONE); // dropped at the door
      }
      changed(site);
    }
    long knownUs = knownMs * MICROS;
    while (!agenda.isEmpty() && agenda.element().atUs() <= knownUs) {
      Due due = agenda.remove();
      if (due.atUs() == due.site().due) {
        due.site().due = Long.MAX_VALUE;
        due.site().aligner.advance(knownUs);
        changed(due.site());
      }
    }
  }

  /** Writes to the stores what has changed since the last time. */
  void save() {
    kept.save();
    for (Site site : dirty) {
      site.dirty = false;
      stored.put(StateCodec.key(site.name), StateCodec.site(site.aligner.state()));
    }
    dirty.clear();
  }

  private void recall() {
    Map<String, List<HeldEvent<ArrivedEvent>>> held = new HashMap<>();
    for (ArrivedEvent event : kept.recall()) {
      HeldEvent.@Nullable Fate fate = fate(event.standing);
      if (fate == null) {
        pending.add(event);
      } else {
        held.computeIfAbsent(event.header.site(), name -> new ArrayList<>())
            .add(new HeldEvent<>(sensorEvent(event), fate));
      }
    }
    try (KeyValueIterator<Bytes, byte[]> all = stored.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        String name = StateCodec.site(entry.key);
        List<HeldEvent<ArrivedEvent>> events = held.getOrDefault(name, List.of());
        Site site =
            new Site(
                name,
                SiteAligner.restore(spec, handler(name), StateCodec.site(entry.value), events));
        sites.put(name, site);
        schedule(site);
      }
    }
  }

  private Site site(String name) {
    return sites.computeIfAbsent(name, n -> new Site(n, new SiteAligner<>(spec, handler(n))));
  }

  private void changed(Site site) {
    if (!site.dirty) {
      site.dirty = true;
      dirty.add(site);
    }
    schedule(site);
  }

  private void schedule(Site site) {
    openMoments += site.aligner.openMoments() - site.open;
    site.open = site.aligner.openMoments();
    long next = site.aligner.nextInstantUs();
    if (next < site.due) {
      site.due = next;
      agenda.add(new Due(next, site));
    }
  }

  private AlignmentHandler<ArrivedEvent> handler(String site) {
    return new AlignmentHandler<>() {
      @Override
      public void emitted(AlignedMoment<ArrivedEvent> moment) {
        outcome.emitted(site, moment);
      }

      @Override
      public void dropped(SensorEvent<ArrivedEvent> event, DropReason reason) {
        outcome.dropped(event.handle(), reason);
      }

      @Override
      public void kept(SensorEvent<ArrivedEvent> event, HeldEvent.Fate fate) {
        kept.become(event.handle(), standing(fate));
      }

      @Override
      public void forgotten(SensorEvent<ArrivedEvent> event) {
        kept.become(event.handle(), Standing.GONE);
      }
    };
  }

  private static SensorEvent<ArrivedEvent> sensorEvent(ArrivedEvent event) {
    return new SensorEvent<>(
        event.place.modality(),
        event.header.sensor(),
        event.header.id(),
        event.header.timeUs(),
        event.header.durationUs(),
        event);
  }

  private static Standing standing(HeldEvent.Fate fate) {
    return switch (fate) {
      case NEW -> Standing.NEW;
      case PASSED_OVER -> Standing.PASSED_OVER;
      case MATCHED -> Standing.MATCHED;
    };
  }

  private static HeldEvent.@Nullable Fate fate(Standing standing) {
    return switch (standing) {
      case NEW -> HeldEvent.Fate.NEW;
      case PASSED_OVER -> HeldEvent.Fate.PASSED_OVER;
      case MATCHED -> HeldEvent.Fate.MATCHED;
      case WAITING, GONE -> null;
    };
  }
}
