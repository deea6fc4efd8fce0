package io.sensorium.fusion.align;

import io.sensorium.fusion.approximate.SetSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways of all inputs into the search for sets: lets events in, and says which inputs it need
 * not wait for.
 */
final class Entrances<R> {
  private final AlignmentSpec spec;
  private final ArrivalClock clock;
  private final SetSearch<Held<R>> search;
  private final List<Entrance<R>> inputs = new ArrayList<>();

  Entrances(AlignmentSpec spec, ArrivalClock clock, SetSearch<Held<R>> search) {
    this.spec = spec;
    this.clock = clock;
    this.search = search;
    spec.inputs().forEach(input -> inputs.add(new Entrance<>(input)));
  }

  Entrance<R> of(int input) {
    return inputs.get(input);
  }

  /** Sensors that have been silent for idle are no longer live. */
  void expire() {
    inputs.forEach(entrance -> entrance.expire(clock.now()));
  }

  /** Lets in what may enter at this instant. */
  void enter() {
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      inputs.get(i).enter(clock.now(), held -> search.add(input, held, held.t));
    }
  }

  /** Lets in everything. */
  void enterAll() {
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      inputs.get(i).enterAll(held -> search.add(input, held, held.t));
    }
  }

  /**
   * The inputs that the search lacks and need not wait for: bit i is set for input i. Where a set
   * has waited long enough for an input, what waits at its entrance is let in first.
   */
  long absent() {
    long lacking = search.lacking();
    if (lacking == 0) {
      return 0;
    }
    long since = waitingSince();
    long absent = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if ((lacking & 1L << i) == 0) {
        continue;
      }
      int input = i;
      if (inputs.get(i).isEmpty()) {
        absent |= isAbsent(i, since) ? 1L << i : 0;
      } else if (waitEnds(i, since) <= clock.now()) {
        inputs.get(i).enterFirst(held -> search.add(input, held, held.t));
      }
    }
    return absent;
  }

  /**
   * The next instant at which time alone lets something in or makes an input absent; now where what
   * the search lacks is absent already.
   */
  long nextInstant() {
    long next = Long.MAX_VALUE;
    for (Entrance<R> entrance : inputs) {
      next = Math.min(next, entrance.nextInstant(clock));
    }
    long lacking = search.lacking();
    if (lacking == 0) {
      return next;
    }
    long since = waitingSince();
    boolean waits = false;
    for (int i = 0; i < inputs.size(); i++) {
      boolean isLacking = (lacking & 1L << i) != 0;
      if (isLacking && !(inputs.get(i).isEmpty() && isAbsent(i, since))) {
        waits = true;
        next = Math.min(next, waitEnds(i, since));
        if (inputs.get(i).isEmpty()) {
          next = Math.min(next, inputs.get(i).nextSilence(clock));
        }
      }
    }
    return waits ? next : clock.now();
  }

  /**
   * What forced the set that the search has just found.
   *
   * @param absent the inputs of which it took for granted that nothing comes
   */
  ClosedBy closedBy(long absent) {
    ClosedBy by = ClosedBy.SETTLED;
    for (int i = 0; i < inputs.size(); i++) {
      if ((absent & 1L << i) != 0) {
        by = stronger(by, inputs.get(i).isSilent(clock) ? ClosedBy.IDLE : ClosedBy.WAIT);
      }
      if (search.size(i) > 0) {
        by = stronger(by, inputs.get(i).forcedBy(search.lookedAt(i)));
      }
    }
    return by;
  }

  /** Wait counts before idle, and both before a watermark. */
  private static ClosedBy stronger(ClosedBy one, ClosedBy other) {
    boolean isStronger = one == ClosedBy.WAIT || other == ClosedBy.SETTLED;
    return isStronger ? one : other;
  }

  /** The inputs' ways begin anew with a new epoch; nothing waits. */
  void restart() {
    inputs.forEach(Entrance::restart);
  }

  private boolean isAbsent(int input, long since) {
    return waitEnds(input, since) <= clock.now() || inputs.get(input).isSilent(clock);
  }

  /** The earliest arrival among the first events of all inputs: of the set in the making. */
  private long waitingSince() {
    long since = Long.MAX_VALUE;
    for (int i = 0; i < inputs.size(); i++) {
      if (search.size(i) > 0) {
        since = Math.min(since, search.get(i, 0).arrival);
      }
    }
    return since;
  }

  private long waitEnds(int input, long since) {
    return since + spec.inputs().get(input).waitUs();
  }
}
