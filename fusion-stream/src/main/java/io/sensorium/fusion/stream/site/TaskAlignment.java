package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.AlignmentHandler;
import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.ClockAlarm;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.HeldEvent;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.align.SiteAligner;
import io.sensorium.fusion.clock.ClockFigures;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sites of one task: events are taken in as they are read and handed to their site's aligner in
 * arrival order, as far as the horizon allows. A site at which nothing has happened for longer than
 * the longest idle, and nothing can before its next event, is in the store alone until then. Not
 * thread-safe.
 */
public final class TaskAlignment {
  private static final long MICROS = 1_000;

  /** Hears what is decided. */
  public interface Outcome {
    void emitted(String site, AlignedMoment<ArrivedEvent> moment);

    void dropped(ArrivedEvent event, DropReason reason);

    void alarmed(ClockAlarm<ArrivedEvent> alarm);

    /**
     * The event was read when its arrival had already been taken for passed. It is handled late,
     * and a second run may decide otherwise.
     */
    void overtaken(ArrivedEvent event, long passedMs);
  }

  private record Due(long atUs, TaskSite site) {}

  private final AlignmentSpec spec;
  private final SiteStore store;
  private final Outcome outcome;
  private final PendingEvents pending = new PendingEvents();
  private final List<TaskSite> dirty = new ArrayList<>();

  /** Those in memory, the one heard last at the end; the others are in the store alone. */
  private final Map<String, TaskSite> sites = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * May hold entries that are overtaken by an earlier one of the same site, or of a site at rest.
   */
  private final PriorityQueue<Due> agenda = new PriorityQueue<>(Comparator.comparing(Due::atUs));

  /** A site that is silent for longer and at rest leaves memory. */
  private final long idleMs;

  /** Everything that arrived by then has been decided upon. */
  private long releasedMs = Long.MIN_VALUE;

  private int openMoments;
  private int undecided;

  public TaskAlignment(AlignmentSpec spec, KeyValueStore<Bytes, byte[]> store, Outcome outcome) {
    this.spec = spec;
    this.store = new SiteStore(store);
    this.outcome = outcome;
    this.idleMs = spec.inputs().stream().mapToLong(InputSpec::idleUs).max().orElse(0) / MICROS + 1;
    recall();
  }

  /** Whether an input takes events of this sensor. */
  public boolean takes(ArrivedEvent event) {
    return spec.takes(event.place.modality(), event.header.sensor());
  }

  /** Takes in an event that an input takes, if it has not been taken in before. */
  public void add(ArrivedEvent event) {
    TaskSite site = site(event.header.site());
    if (site.handled.has(event.place)) {
      return;
    }
    if (event.place.arrivalMs() <= releasedMs) {
      outcome.overtaken(event, releasedMs);
    }
    site.handled.add(event.place);
    site.lastArrivalMs = Math.max(site.lastArrivalMs, event.place.arrivalMs());
    site.events.add(event);
    pending.add(event);
    changed(site);
  }

  /** How many events wait or are buffered and are in no moment yet. */
  public int buffered() {
    return undecided;
  }

  /** How many sites are in memory and not in the store alone. */
  int sitesInMemory() {
    return sites.size();
  }

  /** How many moments are open. */
  public int openMoments() {
    return openMoments;
  }

  /** What the clocks of the sensors are off by, of every site that is in memory. */
  public ClockFigures clocks() {
    ClockFigures figures = ClockFigures.EMPTY;
    for (TaskSite site : sites.values()) {
      figures = figures.and(site.aligner.clocks());
    }
    return figures;
  }

  /** Whether the passing of time alone may decide something. */
  public boolean waits() {
    return pending.size() > 0 || !agenda.isEmpty();
  }

  /** Whether an arrival clock that has reached that time would decide something. */
  public boolean waitsFor(long arrivalMs) {
    Due next = agenda.peek();
    return pending.size() > 0 || (next != null && next.atUs() <= arrivalMs * MICROS);
  }

  /**
   * Decides what is to be decided.
   *
   * @param inOrderMs events that arrived by then are followed by none that arrived before them
   * @param knownMs what the arrival clock has reached: no event comes that arrived by then
   */
  public void release(long inOrderMs, long knownMs) {
    for (ArrivedEvent e = pending.take(inOrderMs); e != null; e = pending.take(inOrderMs)) {
      TaskSite site = site(e.header.site());
      site.aligner.arrive(sensorEvent(e), e.place.arrivalMs() * MICROS);
      if (e.standing == Standing.WAITING) {
        site.events.become(e, Standing.GONE); // dropped at the door
      }
      changed(site);
    }
    releasedMs = Math.max(releasedMs, knownMs);
    long knownUs = knownMs * MICROS;
    while (!agenda.isEmpty() && agenda.element().atUs() <= knownUs) {
      Due due = agenda.remove();
      if (due.atUs() == due.site().dueUs) {
        due.site().dueUs = Long.MAX_VALUE;
        due.site().aligner.advance(knownUs);
        changed(due.site());
      }
    }
  }

  /** Writes to the store what has changed since the last time. */
  public void save() {
    dirty.forEach(store::save);
    dirty.clear();
    rest();
  }

  /** Lets sites leave memory at which nothing has happened for long and nothing can. */
  private void rest() {
    Iterator<TaskSite> longestSilent = sites.values().iterator();
    while (releasedMs > Long.MIN_VALUE && longestSilent.hasNext()) {
      TaskSite site = longestSilent.next();
      if (site.lastArrivalMs >= releasedMs - idleMs) {
        break;
      }
      if (site.atRest()) {
        site.dueUs = Long.MAX_VALUE; // what the agenda has of it is overtaken
        longestSilent.remove();
      }
    }
  }

  private void recall() {
    List<ArrivedEvent> waiting = new ArrayList<>();
    store.loadAll(
        stored -> {
          if (stored.atRest()) {
            undecided += (int) stored.events().stream().filter(e -> isUndecided(e)).count();
          } else {
            TaskSite site = restore(stored);
            account(site);
            stored.events().stream()
                .filter(e -> e.standing == Standing.WAITING)
                .forEach(waiting::add);
          }
        });
    waiting.sort(Comparator.comparingLong(e -> e.place.offset()));
    waiting.forEach(pending::add);
  }

  private TaskSite site(String name) {
    TaskSite site = sites.get(name);
    if (site == null) {
      StoredSite stored = store.load(name);
      if (stored == null) {
        SiteEvents events = new SiteEvents();
        SiteAligner<ArrivedEvent> aligner = new SiteAligner<>(spec, handler(name, events));
        site = new TaskSite(name, events, aligner, new Handled(), 0);
        sites.put(name, site);
      } else {
        site = restore(stored);
        site.countedUndecided = site.events.undecided();
      }
    }
    return site;
  }

  private TaskSite restore(StoredSite stored) {
    SiteEvents events = new SiteEvents();
    List<HeldEvent<ArrivedEvent>> held = new ArrayList<>();
    for (ArrivedEvent event : stored.events()) {
      events.recall(event);
      if (event.touched) {
        event.touched = false;
        events.touch(event);
      }
      HeldEvent.@Nullable Fate fate = fate(event.standing);
      if (fate != null) {
        held.add(
            new HeldEvent<>(
                sensorEvent(event), event.alignedUs, event.place.arrivalMs() * MICROS, fate));
      }
    }
    SiteRecord record = stored.record();
    SiteAligner<ArrivedEvent> aligner =
        SiteAligner.restore(spec, handler(stored.name(), events), record.state(), held);
    TaskSite site =
        new TaskSite(stored.name(), events, aligner, record.handled(), record.version());
    sites.put(site.name, site);
    return site;
  }

  private void changed(TaskSite site) {
    if (!site.dirty) {
      site.dirty = true;
      dirty.add(site);
    }
    account(site);
  }

  private void account(TaskSite site) {
    openMoments += site.aligner.openMoments() - site.countedOpen;
    site.countedOpen = site.aligner.openMoments();
    undecided += site.events.undecided() - site.countedUndecided;
    site.countedUndecided = site.events.undecided();
    long next = site.aligner.nextInstantUs();
    if (next < site.dueUs) {
      site.dueUs = next;
      agenda.add(new Due(next, site));
    }
  }

  private AlignmentHandler<ArrivedEvent> handler(String site, SiteEvents events) {
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
      public void kept(SensorEvent<ArrivedEvent> event, long timeUs, HeldEvent.Fate fate) {
        event.handle().alignedUs = timeUs;
        events.become(event.handle(), standing(fate));
      }

      @Override
      public void forgotten(SensorEvent<ArrivedEvent> event) {
        events.become(event.handle(), Standing.GONE);
      }

      @Override
      public void alarmed(ClockAlarm<ArrivedEvent> alarm) {
        outcome.alarmed(alarm);
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

  private static boolean isUndecided(ArrivedEvent event) {
    return event.standing != Standing.MATCHED && event.standing != Standing.GONE;
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
