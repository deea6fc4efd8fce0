package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buffered events that one input may choose from, and how it chooses. */
final class Candidates<R> {
  private final Matching matching;
  private final Timeline<R> byTime = Timeline.byTime();

  /** Those that no emitted moment has had within reach; kept where an input leaves events over. */
  private final Timeline<R> fresh = Timeline.byTime();

  /** At least the longest span of any of them: how far back to look for what reaches T. */
  private long longest;

  Candidates(Matching matching) {
    this.matching = matching;
  }

  void add(Held<R> held) {
    longest = byTime.isEmpty() ? held.end - held.t : Math.max(longest, held.end - held.t);
    byTime.add(held);
    if (held.fate == HeldEvent.Fate.NEW && leavesOver()) {
      fresh.add(held);
    }
  }

  void remove(Held<R> held) {
    byTime.remove(held);
    if (held.fate == HeldEvent.Fate.NEW && leavesOver()) {
      fresh.remove(held);
    }
  }

  @Nullable Held<R> oldest() {
    return byTime.isEmpty() ? null : byTime.get(0);
  }

  /** What the input chooses for the moment, by time, sensor and id. */
  List<Held<R>> match(OpenMoment<R> moment) {
    if (matching instanceof Matching.Overlap overlap) {
      return overlapping(moment.t, overlap);
    }
    Held<R> chosen;
    if (matching instanceof Matching.Nearest nearest) {
      chosen = nearest(moment.t, nearest.toleranceUs());
    } else if (matching instanceof Matching.Latest latest) {
      chosen = latest(moment.t, latest.lookbackUs());
    } else {
      chosen = moment.pace == null || moment.pace.gone ? null : moment.pace;
    }
    return chosen == null ? List.of() : List.of(chosen);
  }

  /** Distance of the best candidate for T so far; the tolerance where there is none within it. */
  long distance(long t, long tolerance) {
    int at = byTime.from(t);
    long best = tolerance;
    if (at < byTime.size()) {
      best = Math.min(best, byTime.get(at).t - t);
    }
    return at == 0 ? best : Math.min(best, t - byTime.get(at - 1).t);
  }

  /**
   * An emitted moment at T has {@code chosen}: takes out what else it had within reach, for the
   * first time for any moment.
   */
  List<Held<R>> passOver(long t, Held<R> chosen) {
    long from;
    long to;
    if (matching instanceof Matching.Nearest nearest) {
      from = t - nearest.toleranceUs();
      to = t + nearest.toleranceUs();
    } else if (matching instanceof Matching.Latest latest) {
      from = t - latest.lookbackUs();
      to = t;
    } else {
      return List.of();
    }
    List<Held<R>> passed = new ArrayList<>();
    int at = fresh.from(from);
    while (at < fresh.size() && fresh.get(at).t <= to) {
      Held<R> held = fresh.get(at);
      fresh.removeAt(at);
      if (held != chosen) {
        passed.add(held);
      }
    }
    return passed;
  }

  /** The event is no longer fresh for any input. */
  void age(Held<R> held) {
    if (leavesOver()) {
      fresh.remove(held);
    }
  }

  private boolean leavesOver() {
    return matching instanceof Matching.Nearest || matching instanceof Matching.Latest;
  }

  private @Nullable Held<R> nearest(long t, long tolerance) {
    int at = byTime.from(t);
    Held<R> later = at < byTime.size() ? byTime.get(at) : null;
    Held<R> earlier = at > 0 ? byTime.get(byTime.from(byTime.get(at - 1).t)) : null;
    if (earlier != null && (later == null || t - earlier.t <= later.t - t)) {
      return t - earlier.t <= tolerance ? earlier : null;
    }
    return later != null && later.t - t <= tolerance ? later : null;
  }

  private @Nullable Held<R> latest(long t, long lookback) {
    int after = byTime.from(t + 1);
    if (after == 0) {
      return null;
    }
    Held<R> last = byTime.get(after - 1);
    return t - last.t <= lookback ? last : null;
  }

  private List<Held<R>> overlapping(long t, Matching.Overlap overlap) {
    List<Held<R>> met = new ArrayList<>();
    long from = t - overlap.beforeUs();
    for (int i = byTime.from(from - longest); i < byTime.size(); i++) {
      Held<R> held = byTime.get(i);
      if (held.t >= t + overlap.afterUs()) {
        break;
      }
      if (held.t >= from || held.end > from) {
        met.add(held);
      }
    }
    return met;
  }
}
