package io.sensorium.fusion.align;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what is decided, a line each, in order. */
final class Outcomes implements AlignmentHandler<String> {
  final List<String> lines = new ArrayList<>();

  @Override
  public void emitted(AlignedMoment<String> moment) {
    lines.add(
        moment(
            moment.epoch(),
            moment.timeUs(),
            moment.openedUs(),
            moment.closedUs(),
            moment.closedBy(),
            moment.matches()));
  }

  @Override
  public void dropped(SensorEvent<String> event, DropReason reason) {
    lines.add(event.handle() + " " + reason);
  }

  @Override
  public void alarmed(ClockAlarm<String> alarm) {
    lines.add(
        alarm(
            alarm.event(),
            alarm.arrivalUs(),
            alarm.raised(),
            alarm.reading().skewUs(),
            alarm.reading().driftPpb()));
  }

  static String alarm(
      SensorEvent<String> event, long arrival, boolean raised, long skew, @Nullable Long drift) {
    return "alarm of %s at %d %s: skew %d, drift %s"
        .formatted(event.handle(), arrival, raised ? "RAISED" : "CLEARED", skew, drift);
  }

  static String moment(
      int epoch,
      long t,
      long opened,
      long closed,
      ClosedBy by,
      List<List<SensorEvent<String>>> matches) {
    return "moment %d/%d opened %d closed %d by %s %s"
        .formatted(
            epoch,
            t,
            opened,
            closed,
            by,
            matches.stream()
                .map(m -> m.stream().map(SensorEvent::handle).toList())
                .collect(Collectors.toList()));
  }

  /** Moments in order; drops in any order, for rules do not say which of two comes first. */
  List<String> comparable() {
    List<String> sorted = new ArrayList<>(lines.stream().filter(l -> l.startsWith("m")).toList());
    lines.stream().filter(l -> !l.startsWith("m")).sorted().forEach(sorted::add);
    return sorted;
  }
}
