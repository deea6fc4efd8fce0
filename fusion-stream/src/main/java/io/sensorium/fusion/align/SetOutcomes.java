package io.sensorium.fusion.align;

import io.sensorium.fusion.approximate.Discard;
import io.sensorium.fusion.approximate.SetHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What becomes of the events that are buffered for sets: each ends in a moment or in one drop. */
final class SetOutcomes<R> implements SetHandler<Held<R>> {
  private final AlignmentSpec spec;
  private final AlignmentHandler<R> handler;
  private final ArrivalClock clock;

  /** What forced the set that has just been found, given the inputs taken to be absent. */
  private final LongFunction<ClosedBy> closedBy;

  private int buffered;
  private int epoch;
  private boolean epochEnds;

  SetOutcomes(
      AlignmentSpec spec,
      AlignmentHandler<R> handler,
      ArrivalClock clock,
      LongFunction<ClosedBy> closedBy) {
    this.spec = spec;
    this.handler = handler;
    this.clock = clock;
    this.closedBy = closedBy;
  }

  /** How many events are buffered. */
  int buffered() {
    return buffered;
  }

  int epoch() {
    return epoch;
  }

  void recall(int ofEpoch) {
    epoch = ofEpoch;
  }

  /** What {@code sets} finds is the last of its epoch. */
  void endEpoch(Runnable sets) {
    epochEnds = true;
    sets.run();
    epochEnds = false;
    epoch++;
  }

  void hold(Held<R> held) {
    held.sensor.buffered.put(held.event.id(), held);
    buffered++;
  }

  /** The event leaves the buffer; {@code reason} is why it is dropped, null if it is not. */
  void leave(Held<R> held, @Nullable DropReason reason) {
    held.gone = true;
    held.sensor.buffered.remove(held.event.id());
    buffered--;
    if (reason != null) {
      handler.dropped(held.event, reason);
    }
    handler.forgotten(held.event);
  }

  @Override
  public void found(List<@Nullable Held<R>> set, long absent) {
    List<Held<R>> members = new ArrayList<>(set.size());
    List<List<SensorEvent<R>>> matches = new ArrayList<>(set.size());
    boolean complete = true;
    for (int i = 0; i < set.size(); i++) {
      Held<R> held = set.get(i);
      if (held != null) {
        members.add(held);
      }
      complete &= held != null || !spec.inputs().get(i).required();
      matches.add(held == null ? List.of() : List.of(held.event));
    }
    if (complete) {
      ClosedBy by = epochEnds ? ClosedBy.RESET : closedBy.apply(absent);
      long t = members.stream().mapToLong(held -> held.t).max().orElseThrow();
      long opened = members.stream().mapToLong(held -> held.arrival).min().orElseThrow();
      handler.emitted(new AlignedMoment<>(epoch, t, opened, clock.now(), by, matches));
    }
    DropReason reason = complete ? null : DropReason.INCOMPLETE;
    members.forEach(held -> leave(held, reason));
  }

  @Override
  public void discarded(Held<R> held, Discard why) {
    leave(
        held,
        switch (why) {
          case SURPASSED -> DropReason.SURPLUS;
          case TOO_WIDE, ROBBED -> DropReason.UNMATCHED;
          case BEHIND -> DropReason.LATE;
        });
  }
}
